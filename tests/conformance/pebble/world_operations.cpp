#include <cerrno>
#include <cstdio>
#include <cstring>

#include "operations.h"
#include "results.h"

namespace conformance {

namespace pebble = ops::pebble;
namespace testing = ops::testing;

namespace {

constexpr std::int64_t kMillisecond = 1'000'000;

const char* type_word(pebble::FileType type) {
  return type == pebble::FileType::directory    ? "directory"
         : type == pebble::FileType::symlink    ? "symlink"
         : type == pebble::FileType::named_pipe ? "named-pipe"
         : type == pebble::FileType::socket     ? "socket"
                                                : "file";
}

/// As Python's own functions for files fail, which the recorder asks.
json python_error(const testing::DiskError& error, const std::string& path) {
  return {{"error",
           {{"class", error.code == ENOTDIR ? "NotADirectoryError" : "OSError"},
            {"message", "[Errno " + std::to_string(error.code) + "] " + std::strerror(error.code) +
                            ": '" + path + "'"}}}};
}

json stat_json(testing::Disk& disk, const std::string& path) {
  testing::Place place;
  try {
    place = disk.find(path, testing::LastLink::kept);
  } catch (const testing::DiskError& error) {
    if (error.code == ENOENT) return nullptr;
    throw Encoded{python_error(error, path)};
  }
  const testing::File& file = *place.file;
  json all{{"type", type_word(file.type)},
           {"uid", static_cast<unsigned>(file.user_id)},
           {"gid", static_cast<unsigned>(file.group_id)}};
  char mode[16];
  std::snprintf(mode, sizeof mode, "%04o", static_cast<unsigned>(file.permissions));
  if (file.type == pebble::FileType::symlink)
    all["target"] = *file.content;
  else
    all["mode"] = mode;
  if (file.type == pebble::FileType::file) all["size"] = disk.size_of(place);
  return all;
}

json port_requests(Steps& steps, const json& step) {
  json all = json::array();
  for (const testing::Request& request : steps.world.requests(step["port"])) {
    json headers = json::object();
    for (const std::string& name : names_of(step, "headers")) {
      const std::string* value = request.headers.find(name);
      headers[name] = value ? json(*value) : json();
    }
    all.push_back({{"method", "GET"}, {"path", request.path}, {"headers", headers}});
  }
  return all;
}

json wait_daemon(Steps& steps, const json& step) {
  steps.pass(step.value("timeout_ms", 5000) * kMillisecond);
  return steps.end();
}

json restart_daemon(Steps& steps, const json& /*step*/) {
  steps.fake.restart();
  return {{"exit_code", 0}, {"start", {{"ok", true}}}};
}

json sleep(Steps& steps, const json& step) {
  steps.pass(step["ms"].get<std::int64_t>() * kMillisecond);
  return nullptr;
}

json mark(Steps& steps, const json& /*step*/) {
  steps.mark_ns = steps.now();
  return nullptr;
}

json sleep_until(Steps& steps, const json& step) {
  const std::int64_t until = steps.mark_ns + step["ms"].get<std::int64_t>() * kMillisecond;
  steps.fake.daemon().advance_to(until);
  return nullptr;
}

json open_port(Steps& steps, const json& step) {
  steps.world.open_port(step);
  return nullptr;
}

json close_port(Steps& steps, const json& step) {
  steps.world.close_port(step["port"]);
  return nullptr;
}

json set_route(Steps& steps, const json& step) {
  steps.world.set_route(step["port"], step["path"], step);
  return nullptr;
}

json box_make(Steps& steps, const json& step) {
  steps.fake.disk().put(
      steps.fake.disk().walk(step["path"].get<std::string>(), testing::LastLink::kept),
      file_of(step));
  return nullptr;
}

json box_read(Steps& steps, const json& step) {
  testing::Disk& disk = steps.fake.disk();
  return content_json(disk.read(disk.find(step["path"].get<std::string>())), nullptr);
}

json box_remove(Steps& steps, const json& step) {
  testing::Disk& disk = steps.fake.disk();
  disk.erase(disk.find(step["path"].get<std::string>(), testing::LastLink::kept));
  return nullptr;
}

json box_stat(Steps& steps, const json& step) { return stat_json(steps.fake.disk(), step["path"]); }

}  // namespace

const Operations& world_operations() {
  static const Operations all = {
      {"restart_daemon", restart_daemon},
      {"sleep", sleep},
      {"mark", mark},
      {"sleep_until", sleep_until},
      {"open_port", open_port},
      {"close_port", close_port},
      {"set_route", set_route},
      {"port_requests", port_requests},
      {"wait_daemon", wait_daemon},
      {"box_make", box_make},
      {"box_read", box_read},
      {"box_remove", box_remove},
      {"box_stat", box_stat},
  };
  return all;
}

}  // namespace conformance
