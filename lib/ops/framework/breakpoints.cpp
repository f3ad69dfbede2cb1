/// Where a debugger stops.
#include <algorithm>
#include <csignal>
#include <cstdio>

#include "ops/framework/framework_state.h"

namespace ops {

namespace {

constexpr const char* kWelcome =
    "\nA breakpoint of the charm: SIGTRAP is raised, for the debugger that runs it.\n"
    "Take JUJU_DEBUG_AT from the environment to go on without.\n\n";

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

void check_name(std::string_view name) {
  if (name == "all" || name == "hook")
    throw ValueError("breakpoint names \"all\" and \"hook\" are reserved");
  const bool fits =
      !name.empty() && is_alphanumeric(name.front()) && is_alphanumeric(name.back()) &&
      std::ranges::all_of(name, [](char c) { return is_alphanumeric(c) || c == '-'; });
  if (!fits) throw ValueError("breakpoint names must look like \"foo\" or \"foo-bar\"");
}

std::string joined(const base::Set<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "'" : ", '") + name + '\'';
  return all;
}

}  // namespace

void Framework::State::stop_in_debugger() {
  if (!welcomed) std::fputs(kWelcome, stderr);
  welcomed = true;
  (void)std::raise(SIGTRAP);
}

void Framework::breakpoint(std::string_view name) {
  check_name(name);
  const auto& requested = state_->parts.debug_at;
  if (requested.empty()) return;
  if (state_->debugs("all") || state_->debugs(name)) return state_->stop_in_debugger();
  logger().warning("Breakpoint '" + std::string(name) +
                   "' skipped (not found in the requested breakpoints: " + joined(requested) + ")");
}

void Framework::breakpoint() {
  const auto& requested = state_->parts.debug_at;
  if (requested.empty()) return;
  if (state_->debugs("all")) return state_->stop_in_debugger();
  logger().warning("Breakpoint without a name skipped (the requested breakpoints are: " +
                   joined(requested) + ")");
}

}  // namespace ops
