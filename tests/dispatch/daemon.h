#pragma once
/// A real Pebble in a container of a Machine.

#include "machine.h"

namespace dispatch {

/// The daemon that OPS_PEBBLE names, for container demo-server, from when its socket is there until
/// the object goes. What it starts is looked for in the Machine's bin(), and gets `more` variables.
class Daemon {
 public:
  explicit Daemon(const Machine& machine, const Lines& more = {});
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;
  ~Daemon();

  std::filesystem::path socket() const { return directory_ / "pebble.socket"; }

 private:
  pid_t start(const Machine& machine, const Lines& more) const;

  std::filesystem::path directory_;
  pid_t child_;
};

}  // namespace dispatch
