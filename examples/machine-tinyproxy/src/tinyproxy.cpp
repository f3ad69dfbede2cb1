#include "tinyproxy.h"

#include <charconv>
#include <csignal>

#include "ops/base/errors.h"

namespace {

constexpr const char* kPackage = "tinyproxy-bin";
/// That of Ubuntu 22.04. A charm does well to say which version of its workload it was tested with.
constexpr const char* kVersion = "1.11.0-1";

}  // namespace

void Tinyproxy::install() {
  host_.update_package_index();
  host_.install_package(kPackage, kVersion);
}

bool Tinyproxy::is_installed() const { return host_.has_program("tinyproxy"); }

std::string Tinyproxy::get_version() const {
  std::string version = host_.run({"tinyproxy", "-v"});  // "tinyproxy 1.11.0\n"
  version.erase(0, version.find_first_of("0123456789"));
  version.erase(version.find_last_not_of(" \n") + 1);
  return version;
}

void Tinyproxy::uninstall() {
  host_.remove_package(kPackage);
  host_.remove(pid_file);
  host_.remove(config_file);
  host_.remove("/etc/tinyproxy");
}

// tinyproxy.conf(5)
bool Tinyproxy::ensure_config(int port, const std::string& slug) {
  const std::string config = "PidFile \"" + std::string(pid_file) + "\"\n" +  //
                             "Port " + std::to_string(port) + "\n" +          //
                             "Timeout 600\n" +                                //
                             "ReverseOnly Yes\n" +                            //
                             "ReversePath \"/" + slug + "/\" \"http://www.example.com/\"\n";
  if (host_.read_file(config_file) == config) return false;
  host_.write_file(config_file, config);
  return true;
}

// tinyproxy(8): the signal for reading the configuration anew.
void Tinyproxy::reload_config() {
  const std::optional<int> running = pid();
  if (!running) throw ops::RuntimeError("tinyproxy is not running");
  host_.send_signal(*running, SIGUSR1);
}

void Tinyproxy::start() { host_.run({"tinyproxy"}); }

bool Tinyproxy::is_running() const { return pid().has_value(); }

void Tinyproxy::stop() {
  if (const std::optional<int> running = pid()) host_.send_signal(*running, SIGTERM);
}

/// A file without a number is one that is just being written.
std::optional<int> Tinyproxy::pid() const {
  const std::string text = host_.read_file(pid_file).value_or("");
  int pid = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), pid);
  if (error != std::errc() || pid <= 0 || !host_.has_process(pid)) return {};
  return pid;
}
