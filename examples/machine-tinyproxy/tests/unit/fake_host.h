#pragma once
#include <map>

#include "host.h"

/// A machine in memory, whose archive has tinyproxy-bin 1.11.0-1. Its tinyproxy does what the real
/// one does with its configuration, its pid file and signals.
class FakeHost final : public Host {
 public:
  bool installed = false;
  std::map<std::string, std::string> files = {};
  /// The configuration that the running process has read; none when no process runs.
  std::optional<std::string> loaded_config = {};
  /// What was asked of the machine, in order: "apt-get update", "kill -10 100".
  std::vector<std::string> calls = {};

  // ---- what goes wrong
  bool archive_is_away = false;
  /// Signals do nothing.
  bool hangs = false;
  /// How often one has to look until a process that was started, or told to end, has done so.
  int looks_until_it_is_so = 0;

  void update_package_index() override;
  void install_package(const std::string& name, const std::string& version) override;
  void remove_package(const std::string& name) override;
  bool has_program(const std::string& name) override;
  std::string run(const std::vector<std::string>& argv) override;
  bool has_process(int pid) override;
  void send_signal(int pid, int signal) override;
  std::optional<std::string> read_file(const std::string& path) override;
  void write_file(const std::string& path, const std::string& content) override;
  void remove(const std::string& path) override;

 private:
  void come_true();

  std::optional<std::string> next_config_ = {};
  bool changes_ = false;
  int looks_ = 0;
};
