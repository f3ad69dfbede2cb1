#pragma once
/// Juju itself, as a deployed charm meets it.

#include "ops/juju/hook_tools.h"

namespace ops::juju {

/// Runs each hook tool as a program on PATH, with the arguments and in the order that ops gives
/// (`ops.hookcmds`).
///
/// A tool that exits with other than 0, or that a signal ends, is a ModelError with its stderr
/// verbatim. One that is missing or cannot be started, or whose output is not the JSON or not the
/// UTF-8 that it must be, is a HookToolError. What a successful tool writes to stderr is dropped.
class ProcessHookTools final : public HookTools {
 public:
  StatusRecord status_get(bool application) override;
  void status_set(bool application, const std::string& name, const std::string& message) override;
  void application_version_set(const std::string& version) override;
  bool is_leader() override;
  base::Map<std::string, base::ConfigValue> config_get() override;
  /// Nothing is sent of an empty message. One that is longer than an argument can be (131071
  /// bytes) goes in parts, after a line that says so; no part ends inside a character.
  void juju_log(LogLevel level, std::string_view message) override;
};

}  // namespace ops::juju
