/// Notices, and what the events of notices and checks tell.
#include <algorithm>

#include "arguments.h"
#include "charm.h"
#include "operations.h"
#include "ops/base/iso_time.h"

namespace scripted {

namespace {

Json time_of(const ops::base::Timestamp& time) {
  return ops::base::iso_time(time.since_epoch_ns()) + "+00:00";
}

Json seconds_of(const ops::base::Optional<ops::base::Duration>& duration) {
  return duration ? Json(static_cast<double>(duration->ns()) / 1e9) : Json();
}

Json all_of(const ops::pebble::Notice& notice) {
  return {{"id", notice.id},
          {"key", notice.key},
          {"type", word_of(notice.type)},
          {"user_id", told(notice.user_id)},
          {"first_occurred", time_of(notice.first_occurred)},
          {"last_occurred", time_of(notice.last_occurred)},
          {"last_repeated", time_of(notice.last_repeated)},
          {"occurrences", notice.occurrences},
          {"last_data", told(notice.last_data)},
          {"repeat_after", seconds_of(notice.repeat_after)},
          {"expire_after", seconds_of(notice.expire_after)}};
}

Json notify(Subject& subject, const Json& a) {
  container_of(subject, a)
      .pebble()
      .notify(ops::pebble::NoticeType::custom, a.at("key"), {.data = texts_of(a, "data")});
  return {};
}

Json notices(Subject& subject, const Json& a) {
  std::vector<Json> all;
  for (const ops::pebble::Notice& one : container_of(subject, a).get_notices())
    all.push_back(
        {{"key", one.key}, {"occurrences", one.occurrences}, {"data", told(one.last_data)}});
  std::ranges::stable_sort(all, {}, [](const Json& one) { return one["key"].get<std::string>(); });
  return all;
}

Json notices_full(Subject& subject, const Json& a) {
  Json all = Json::array();
  for (const ops::pebble::Notice& one : container_of(subject, a).get_notices())
    all.push_back(all_of(one));
  return all;
}

Json notice(Subject& subject, const Json& a) {
  return all_of(container_of(subject, a).get_notice(a.at("id")));
}

Json event_notice(Subject& subject, const Json&) {
  const auto& event = event_as<ops::PebbleNoticeEvent>(subject);
  return all_of(event.workload.get_notice(event.notice.id()));
}

Json event_info(Subject& subject, const Json&) {
  const ops::LazyCheckInfo& info = event_as<ops::PebbleCheckEvent>(subject).info;
  return {{"name", info.name()},
          {"level", word_of(info.level())},
          {"status", word_of(info.status())},
          {"startup", word_of(info.startup())},
          {"successes", told(info.successes())},
          {"failures", info.failures()},
          {"threshold", info.threshold()}};
}

constexpr Operation kOperations[] = {
    {"notify", notify}, {"notices", notices},           {"notices_full", notices_full},
    {"notice", notice}, {"event_notice", event_notice}, {"event_info", event_info},
};

}  // namespace

Operations notice_operations() { return kOperations; }

}  // namespace scripted
