#pragma once
#include "host.h"

/// The reverse proxy on a host.
class Tinyproxy {
 public:
  static constexpr const char* config_file = "/etc/tinyproxy/tinyproxy.conf";
  static constexpr const char* pid_file = "/var/run/tinyproxy.pid";

  /// `host` must outlive it.
  explicit Tinyproxy(Host& host) : host_(host) {}

  void install();
  bool is_installed() const;
  /// Of the program that is installed: "1.11.0".
  std::string get_version() const;
  /// Removes the program, and its files.
  void uninstall();

  /// Writes the configuration; false when it was there already.
  bool ensure_config(int port, const std::string& slug);
  /// Has the running process read its configuration anew. Throws ops::RuntimeError when none runs.
  void reload_config();

  void start();
  bool is_running() const;
  void stop();

 private:
  std::optional<int> pid() const;

  Host& host_;
};
