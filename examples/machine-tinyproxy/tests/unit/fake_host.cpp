#include "fake_host.h"

#include <csignal>

#include "ops/base/errors.h"
#include "tinyproxy.h"

namespace {

constexpr int kPid = 100;

}  // namespace

void FakeHost::update_package_index() {
  calls.push_back("apt-get update");
  if (archive_is_away) throw ops::RuntimeError("cannot run apt-get: exit code 100; it says: E: …");
}

void FakeHost::install_package(const std::string& name, const std::string& version) {
  calls.push_back("apt-get install " + name + "=" + version);
  if (name != "tinyproxy-bin" || version != "1.11.0-1")
    throw ops::RuntimeError("cannot run apt-get: exit code 100; it says: E: Version not found");
  installed = true;
}

void FakeHost::remove_package(const std::string& name) {
  calls.push_back("apt-get remove " + name);
  installed = false;
}

bool FakeHost::has_program(const std::string& name) { return installed && name == "tinyproxy"; }

std::string FakeHost::run(const std::vector<std::string>& argv) {
  using Words = std::vector<std::string>;
  if (!has_program(argv.at(0)))
    throw ops::RuntimeError("cannot run " + argv[0] + ": No such file or directory");
  if (argv == Words{"tinyproxy", "-v"}) return "tinyproxy 1.11.0\n";
  calls.push_back("tinyproxy");
  next_config_ = files.at(Tinyproxy::config_file);
  files[Tinyproxy::pid_file] = std::to_string(kPid) + "\n";
  changes_ = true;
  looks_ = 0;
  return "";
}

bool FakeHost::has_process(int pid) {
  if (looks_++ >= looks_until_it_is_so) come_true();
  return pid == kPid && loaded_config;
}

void FakeHost::send_signal(int pid, int signal) {
  calls.push_back("kill -" + std::to_string(signal) + " " + std::to_string(pid));
  if (hangs) return;
  next_config_ = {};
  if (signal == SIGUSR1) next_config_ = files.at(Tinyproxy::config_file);
  changes_ = true;
  looks_ = 0;
}

/// What was begun is done now.
void FakeHost::come_true() {
  if (!changes_) return;
  loaded_config = next_config_;
  if (!loaded_config) files.erase(Tinyproxy::pid_file);
  changes_ = false;
}

std::optional<std::string> FakeHost::read_file(const std::string& path) {
  const auto found = files.find(path);
  if (found == files.end()) return {};
  return found->second;
}

void FakeHost::write_file(const std::string& path, const std::string& content) {
  files[path] = content;
}

void FakeHost::remove(const std::string& path) { files.erase(path); }
