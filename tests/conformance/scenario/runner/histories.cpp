#include "histories.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "components.h"

namespace scripted {

namespace {

using namespace ops::testing;

template <class T>
Json all_of(const ops::base::History<T>& history) {
  Json all = Json::array();
  for (const T& one : history) all.push_back(written(one));
  return all;
}

/// "KIND" of "Emitter/on/KIND[7]"
std::string kind_of(const std::string& path) {
  const std::size_t last = path.rfind('/') + 1;
  return path.substr(last, path.rfind('[') - last);
}

/// What FORMAT.md tells of each command.
Json exec_history(const AnyContext& context) {
  Json all = written(context.exec_history);
  for (Json& commands : all)
    for (Json& one : commands)
      one = {{"command", one["command"]},
             {"stdin", one["stdin"]},
             {"environment", one["environment"]},
             {"working_dir", one["working_dir"]}};
  return all;
}

}  // namespace

void fill_storages(const AnyContext& context, const Json& files) {
  for (const auto& [storage, contents] : files.items()) {
    const std::size_t slash = storage.find('/');
    const std::string dir = context.storage_dir(
        {.name = storage.substr(0, slash), .index = std::stoi(storage.substr(slash + 1))});
    for (const auto& [path, text] : contents.items())
      std::ofstream(dir + '/' + path) << text.get<std::string>();
  }
}

Json storage_files(const AnyContext& context, const State& state) {
  Json all = Json::object();
  for (const Storage& storage : state.storages) {
    const std::filesystem::path dir = context.storage_dir(storage);
    Json files = Json::object();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(dir)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path());
      files[entry.path().lexically_relative(dir).string()] =
          std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    all[storage.name + '/' + std::to_string(storage.index)] = files;
  }
  return all;
}

Json histories(const AnyContext& context) {
  Json out = {{"unit_status_history", all_of(context.unit_status_history)},
              {"app_status_history", all_of(context.app_status_history)},
              {"workload_version_history", all_of(context.workload_version_history)},
              {"exec_history", exec_history(context)},
              {"requested_storages", written(context.requested_storages)},
              {"removed_secret_revisions", all_of(context.removed_secret_revisions)},
              {"action_logs", written(context.action_logs)},
              {"action_results", written(context.action_results)},
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
