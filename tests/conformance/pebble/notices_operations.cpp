#include "operations.h"
#include "results.h"

namespace conformance {

namespace pebble = ops::pebble;
namespace testing = ops::testing;

namespace {

json notify(Steps& steps, const json& step) {
  pebble::NotifyOptions options{.data = map_of(step.value("data", json::object()))};
  if (step.contains("repeat_after_ms"))
    options.repeat_after = duration_of(step["repeat_after_ms"].get<double>() / 1000);
  const std::string type = step.value("type", "custom");
  const std::string id = steps.fake.notify(type == "custom"    ? pebble::NoticeType::custom
                                           : type == "warning" ? pebble::NoticeType::warning
                                                               : pebble::NoticeType::change_update,
                                           step["key"].get<std::string>(), options);
  steps.save(step, id);
  return {{"id", id}};
}

json get_notices(Steps& steps, const json& step) {
  pebble::NoticeFilter filter{.keys = names_of(step, "keys")};
  if (step.value("users", "") == "all") filter.users = pebble::NoticesUsers::all;
  if (step.contains("user_id") && !step["user_id"].is_null())
    filter.user_id = step["user_id"].get<int>();
  for (const std::string& type : names_of(step, "types")) {
    using Type = ops::base::OneOf<pebble::NoticeType, std::string>;
    const Type one = type == "custom"          ? Type(pebble::NoticeType::custom)
                     : type == "change-update" ? Type(pebble::NoticeType::change_update)
                     : type == "warning"       ? Type(pebble::NoticeType::warning)
                                               : Type(type);
    filter.types = filter.types.with(one);
  }
  return json_of(steps.fake.get_notices(filter));
}

json get_notice(Steps& steps, const json& step) {
  return json_of(steps.fake.get_notice(step["id"]));
}

}  // namespace

const Operations& notices_operations() {
  static const Operations all = {
      {"notify", notify},
      {"get_notice", get_notice},
      {"get_notices", get_notices},
  };
  return all;
}

}  // namespace conformance
