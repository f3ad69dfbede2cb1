#include "ops/juju/tool_call.h"

#include "ops/base/utf8.h"

namespace ops::juju {

namespace {

/// For messages: tools may take and write megabytes.
std::string command_line(const Argv& argv) {
  constexpr std::size_t kMost = 300;
  std::string line;
  for (const std::string& argument : argv.all()) (line += line.empty() ? "" : " ") += argument;
  return line.size() <= kMost ? line : std::string(base::utf8_front(line, kMost)) + "...";
}

}  // namespace

Argv& Argv::option(const char* flag, const Optional<std::string>& value) {
  return value ? add(flag).add(*value) : *this;
}

Argv& Argv::option(const char* flag, const Optional<int>& value) {
  return value ? add(flag).add(std::to_string(*value)) : *this;
}

void cannot_read(const Argv& argv, const std::string& why) {
  throw HookToolError("cannot read what " + argv.all()[0] + " wrote: " + why +
                      "; to see it, run '" + command_line(argv) + "' under 'juju debug-hooks'");
}

HookCommandError failure_of(const Argv& said, Finished tool) {
  return HookCommandError({.cmd = {said.all().data(), said.all().size()},
                           .returncode = tool.signal != 0 ? -tool.signal : tool.exit_code,
                           .out = std::move(tool.out),
                           .err = std::move(tool.err)});
}

std::string tell(const Argv& argv, CallOptions options) {
  const Argv& said = options.redacted ? *options.redacted : argv;
  Finished tool = run(argv.all(), options.input);
  if (!base::is_utf8(tool.err)) cannot_read(said, "its stderr is not UTF-8");
  if (tool.succeeded()) return std::move(tool.out);
  throw failure_of(said, std::move(tool));
}

}  // namespace ops::juju
