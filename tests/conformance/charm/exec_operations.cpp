/// Commands that run in a container.
#include "arguments.h"
#include "charm.h"
#include "operations.h"

namespace scripted {

namespace {

constexpr double kNsPerSecond = 1e9;

ops::pebble::ExecOptions options_of(const Json& a) {
  ops::pebble::ExecOptions options{.service_context = a.value("service_context", ""),
                                   .environment = texts_of(a, "environment"),
                                   .working_dir = text_of(a, "working_dir").value_or("")};
  if (a.contains("timeout"))
    options.timeout = ops::base::Duration::of_ns(
        static_cast<std::int64_t>(a["timeout"].get<double>() * kNsPerSecond));
  options.run_as = {.user = text_of(a, "user"), .group = text_of(a, "group")};
  options.stdin = text_of(a, "stdin").value_or("");
  options.combine_stderr = a.value("combine_stderr", false);
  return options;
}

Json told(const ops::pebble::ExecOutput& output) {
  return {{"stdout", output.stdout}, {"stderr", scripted::told(output.stderr)}};
}

Json exec(Subject& subject, const Json& a) {
  ops::pebble::ExecProcess process =
      container_of(subject, a).exec(names_of(a, "command"), options_of(a));
  if (!a.value("wait_only", false)) return told(process.wait_output());
  process.wait();
  return {};
}

/// What Python writes to the process, or has it read from a stream, is its input.
Json exec_streams(Subject& subject, const Json& a) {
  ops::pebble::ExecOptions options;
  options.stdin = a.value("stdin_stream", "") + a.value("stdin_write", "");
  return told(container_of(subject, a).exec(names_of(a, "command"), options).wait_output());
}

constexpr Operation kOperations[] = {{"exec", exec}, {"exec_streams", exec_streams}};

}  // namespace

Operations exec_operations() { return kOperations; }

}  // namespace scripted
