#include <algorithm>

#include "operations.h"
#include "ops/base/errors.h"
#include "ops/pebble/errors.h"
#include "results.h"

namespace conformance {

namespace pebble = ops::pebble;
namespace testing = ops::testing;

namespace {

pebble::ExecOptions exec_options_of(const json& step) {
  const bool has_input = step.contains("stdin") || step.contains("stdin_base64");
  pebble::ExecOptions options{
      .service_context = step.value("service_context", ""),
      .environment = map_of(step.value("environment", json::object())),
      .working_dir = step.value("working_dir", ""),
      .run_as = owner_of(step),
      .stdin = step.contains("stdin_base64") ? from_base64(step["stdin_base64"])
                                             : encoded(step, step.value("stdin", "")),
      .keep_stdin = !has_input && step.value("then", json("wait_output")).is_null(),
      .combine_stderr = step.value("combine_stderr", false)};
  if (step.contains("timeout")) options.timeout = duration_of(step["timeout"].get<double>());
  return options;
}

json waited(pebble::ExecProcess& process) {
  process.wait();
  return {{"exit_code", 0}};
}

json waited_output(pebble::ExecProcess& process, const json& encoding) {
  try {
    const pebble::ExecOutput output = process.wait_output();
    return {{"stdout", output_json(output.stdout, encoding)},
            {"stderr", output_json(output.stderr, encoding)}};
  } catch (const pebble::ExecError& error) {
    throw Encoded{error_of(error, encoding)};
  }
}

/// To files, which is to say that the errors do not show it.
json captured(Steps& steps, pebble::ExecProcess& process) {
  const auto keep = [&](const ops::base::Optional<std::string>& out,
                        const ops::base::Optional<std::string>& err) {
    steps.captured = {{"stdout", output_json(out, "utf-8")}};
    if (err) steps.captured["stderr"] = output_json(err, "utf-8");
  };
  try {
    const pebble::ExecOutput output = process.wait_output();
    keep(output.stdout, output.stderr);
    return {{"exit_code", 0}};
  } catch (const pebble::ExecError& error) {
    keep(error.stdout(), error.stderr());
    throw pebble::ExecError(error.command(), error.exit_code(), {}, {});
  }
}

json exec(Steps& steps, const json& step) {
  // Python's client is given text or bytes, and ours bytes.
  if (encoding_of(step).is_null() && step.contains("stdin"))
    throw ops::ValueError("encoding must be set if stdin is str");
  auto process = std::make_unique<pebble::ExecProcess>(
      steps.fake.exec(names_of(step, "command"), exec_options_of(step)));
  const std::string saved = step.value("save", "");
  if (!saved.empty()) {
    const auto changes = steps.fake.get_changes(pebble::ChangeState::all, "");
    steps.saved[saved] = changes[changes.size() - 1].id;
  }
  const json then = step.value("then", json("wait_output"));
  pebble::ExecProcess& running = *process;
  if (!saved.empty()) steps.processes[saved] = std::move(process);
  if (then.is_null()) return nullptr;
  if (step.value("capture", false)) return captured(steps, running);
  if (then == "wait") return waited(running);
  return waited_output(running, encoding_of(step));
}

json exec_read_line(Steps& steps, const json& step) {
  const std::string name = step["proc"];
  const bool of_stderr = step.value("stream", "stdout") == "stderr";
  std::string& unread = steps.unread[name + (of_stderr ? "/stderr" : "")];
  pebble::ExecProcess& process = *steps.processes.at(name);
  while (unread.find('\n') == unread.npos) {
    const std::string more = of_stderr ? process.read_stderr() : process.read_stdout();
    if (more.empty()) break;
    unread += more;
  }
  const std::size_t end = std::min(unread.find('\n'), unread.size() - 1);
  const std::string line = unread.substr(0, end + 1);
  unread.erase(0, end + 1);
  return line;
}

json exec_signal(Steps& steps, const json& step) {
  pebble::ExecProcess& process = *steps.processes.at(step["proc"]);
  if (step["signal"].is_number())
    process.send_signal(step["signal"].get<int>());
  else
    process.send_signal(step["signal"].get<std::string>());
  return nullptr;
}

json exec_captured(Steps& steps, const json& /*step*/) { return steps.captured; }

json exec_write(Steps& steps, const json& step) {
  steps.processes.at(step["proc"])->write_stdin(step["text"].get<std::string>());
  return nullptr;
}

json exec_close_stdin(Steps& steps, const json& step) {
  steps.processes.at(step["proc"])->close_stdin();
  return nullptr;
}

json exec_wait(Steps& steps, const json& step) { return waited(*steps.processes.at(step["proc"])); }

json exec_wait_output(Steps& steps, const json& step) {
  return waited_output(*steps.processes.at(step["proc"]), "utf-8");
}

}  // namespace

const Operations& exec_operations() {
  static const Operations all = {
      {"exec", exec},
      {"exec_signal", exec_signal},
      {"exec_captured", exec_captured},
      {"exec_read_line", exec_read_line},
      {"exec_write", exec_write},
      {"exec_close_stdin", exec_close_stdin},
      {"exec_wait", exec_wait},
      {"exec_wait_output", exec_wait_output},
  };
  return all;
}

}  // namespace conformance
