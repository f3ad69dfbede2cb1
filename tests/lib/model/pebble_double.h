#pragma once
/// A Pebble for tests of the model: a few files in memory, and answers that a test sets.

#include <map>
#include <string>
#include <vector>

#include "ops/pebble/client.h"
#include "ops/pebble/errors.h"

namespace ops::pebble {

class PebbleDouble final : public Client {
 public:
  std::map<std::string, FileInfo> files = {};  ///< By path; a directory's are those below it.
  std::map<std::string, std::string> contents = {};
  List<CheckInfo> checks = {};
  List<Notice> notices = {};
  std::vector<std::string> calls = {};  ///< What was pushed and made, and how often was asked.

  SystemInfo get_system_info() override { return {}; }
  void add_layer(const std::string&, const Layer&, bool) override {}
  void add_layer(const std::string&, std::string_view, bool) override {}
  Plan get_plan() override { return {}; }
  List<ServiceInfo> get_services(const Names&) override { return {}; }
  Change get_change(const std::string& id) override { return {.id = id}; }
  Change wait_change(const std::string& id, const base::Duration&) override { return {.id = id}; }
  using Client::send_signal;
  void send_signal(const std::string& signal, const Names& services) override {
    calls.push_back(signal + " to " + services[0]);
  }
  List<CheckInfo> get_checks(const Names&, CheckLevel) override {
    calls.push_back("get_checks");
    return checks;
  }
  std::string notify(NoticeType, const std::string&, const NotifyOptions&) override { return {}; }
  Notice get_notice(const std::string& id) override {
    calls.push_back("get_notice " + id);
    for (const Notice& notice : notices)
      if (notice.id == id) return notice;
    throw APIError(id == "bad" ? 400 : 404, "", "cannot find it");
  }
  List<Notice> get_notices(const NoticeFilter&) override { return notices; }
  void push(const std::string& path, std::string_view source, const PushOptions& options) override;
  std::string pull(const std::string& path) override;
  List<FileInfo> list_files(const std::string& path, const ListFilesOptions& options) override;
  void make_dir(const std::string& path, const MakeDirOptions&) override {
    calls.push_back("make " + path);
  }
  void remove_path(const std::string&, const RemovePathOptions&) override {}
  ExecProcess exec(const List<std::string>& command, const ExecOptions&) override {
    calls.push_back("exec " + command[0]);
    return {command, nullptr};
  }

 private:
  Names change_checks(std::string_view, const Names& names) override { return names; }
  std::string change_services(std::string_view, const Names&) override { return "1"; }
};

inline void PebbleDouble::push(const std::string& path, std::string_view source,
                               const PushOptions& options) {
  if (path.ends_with("refused")) throw PathError("permission-denied", "open " + path);
  calls.push_back("push " + path + ' ' + std::string(source) + ' ' +
                  std::to_string(options.permissions.value_or(-1)));
}

inline std::string PebbleDouble::pull(const std::string& path) {
  if (!contents.contains(path)) throw PathError("not-found", "stat " + path);
  return contents.at(path);
}

inline List<FileInfo> PebbleDouble::list_files(const std::string& path,
                                               const ListFilesOptions& options) {
  const bool is_directory =
      path == "/" || (files.contains(path) && files.at(path).type == FileType::directory);
  if (!is_directory && !files.contains(path)) throw APIError(404, "Not Found", "stat " + path);
  if (options.itself || !is_directory) return {files.at(path)};
  const std::string start = path == "/" ? path : path + '/';
  List<FileInfo> found;
  for (const auto& [name, info] : files)
    if (name.starts_with(start) && name.find('/', start.size()) == name.npos)
      found = found.with(info);
  return found;
}

class PebbleDoubles final : public Clients {
 public:
  Client& of(std::string_view) override { return one; }
  PebbleDouble one = {};
};

}  // namespace ops::pebble
