#include "histories.h"

#include "ops/testing/json.h"

namespace scripted {

namespace {

using namespace ops::testing;

template <class T>
Json all_of(const ops::base::History<T>& history) {
  Json all = Json::array();
  for (const T& one : history) all.push_back(Json::parse(to_json(one, {.defaults = true})));
  return all;
}

/// "KIND" of "Emitter/on/KIND[7]"
std::string kind_of(const std::string& path) {
  const std::size_t last = path.rfind('/') + 1;
  return path.substr(last, path.rfind('[') - last);
}

}  // namespace

Json histories(const AnyContext& context) {
  Json out = {{"unit_status_history", all_of(context.unit_status_history)},
              {"app_status_history", all_of(context.app_status_history)},
              {"workload_version_history", all_of(context.workload_version_history)},
              {"emitted_events", Json::array()},
              {"juju_log", Json::array()}};
  for (const EmittedEvent& event : context.emitted_events)
    out["emitted_events"].push_back({event.type, kind_of(event.path)});
  for (const JujuLogLine& line : context.juju_log)
    if (line.message.starts_with("script: ")) out["juju_log"].push_back({line.level, line.message});
  return out;
}

Json matching(const AnyContext& context, std::size_t first, const Json& texts) {
  Json found = Json::object();
  for (const std::string text : texts) {
    found[text] = Json::array();
    std::size_t index = 0;
    for (const JujuLogLine& line : context.juju_log)
      if (index++ >= first && line.message.find(text) != line.message.npos)
        found[text].push_back(line.level);
  }
  return found;
}

}  // namespace scripted
