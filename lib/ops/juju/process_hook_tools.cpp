#include "ops/juju/process_hook_tools.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <vector>

#include "ops/juju/process.h"
#include "ops/juju/utf8.h"

namespace ops::juju {

namespace {

using Argv = std::vector<std::string>;
using Json = nlohmann::ordered_json;  // options stay in Juju's order

/// For messages: tools may take and write megabytes.
std::string shortened(std::string_view text) {
  constexpr std::size_t kMost = 300;
  return text.size() <= kMost ? std::string(text) : std::string(utf8_front(text, kMost)) + "...";
}

std::string command_line(const Argv& argv) {
  std::string line;
  for (const std::string& argument : argv) (line += line.empty() ? "" : " ") += argument;
  return shortened(line);
}

[[noreturn]] void cannot_read(const Argv& argv, const std::string& why) {
  throw HookToolError("cannot read what " + argv[0] + " wrote: " + why + "; to see it, run '" +
                      command_line(argv) + "' under 'juju debug-hooks'");
}

std::string how_it_ended(const Argv& argv, const Finished& tool) {
  return argv[0] + (tool.signal != 0 ? " was killed by signal " + std::to_string(tool.signal)
                                     : " exited with " + std::to_string(tool.exit_code));
}

/// A hook tool that is run for its effect; gives what it wrote.
std::string tell(const Argv& argv, const std::string* input = nullptr) {
  Finished tool = run(argv, input);
  if (tool.succeeded()) return std::move(tool.out);
  const std::string note = how_it_ended(argv, tool);
  if (!is_utf8(tool.err)) cannot_read(argv, note + ", and its stderr is not UTF-8");
  throw ModelError(std::move(tool.err), note);
}

/// nlohmann's reason without its own numbering: "key 'status' not found".
std::string reason(const Json::exception& error) {
  const std::string_view text = error.what();
  const std::size_t end = text.find("] ");
  return shortened(end == text.npos ? text : text.substr(end + 2));
}

/// A hook tool that is run for its answer: what `read` makes of the JSON that it wrote.
template <class Read>
auto ask(const Argv& argv, Read read) {
  const std::string out = tell(argv);
  if (!is_utf8(out)) cannot_read(argv, "it is not UTF-8");
  try {
    return read(Json::parse(out));
  } catch (const Json::parse_error& error) {
    cannot_read(argv, "it is not JSON (" + reason(error) + ")");
  } catch (const Json::exception& error) {
    cannot_read(argv, "it is not what that tool answers (" + reason(error) + ")");
  }
}

/// Numbers beyond 64 bits become floating-point ones, as the parser has it.
base::ConfigValue config_value(const Json& value) {
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > kMost) return value.get<double>();
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  return value.get<std::string>();
}

base::Config config(const Json& options) {
  base::Config all;
  for (const auto& [name, value] : options.get_ref<const Json::object_t&>())
    if (!value.is_null()) all = all.with(name, config_value(value));
  return all;
}

StatusRecord status(const Json& status) {
  return {status.at("status").get<std::string>(), status.at("message").get<std::string>()};
}

/// What the kernel takes of one argument, less the NUL at its end; ops has the same number.
constexpr std::size_t kLongestArgument = 131071;

void send_log(LogLevel level, std::string_view message) {
  tell({"juju-log", "--log-level", std::string(to_string(level)), "--", std::string(message)});
}

}  // namespace

// From here on, each tool is its arguments and what is made of its answer.

StatusRecord ProcessHookTools::status_get(bool application) {
  if (application)
    return ask({"status-get", "--include-data", "--format=json", "--application=true"},
               [](const Json& all) { return status(all.at("application-status")); });
  return ask({"status-get", "--include-data", "--format=json", "--application=false"}, status);
}

void ProcessHookTools::status_set(bool application, const std::string& name,
                                  const std::string& message) {
  tell({"status-set", application ? "--application=True" : "--application=False", name, "--",
        message});
}

void ProcessHookTools::application_version_set(const std::string& version) {
  tell({"application-version-set", "--", version});
}

bool ProcessHookTools::is_leader() {
  return ask({"is-leader", "--format=json"}, [](const Json& leads) { return leads.get<bool>(); });
}

base::Config ProcessHookTools::config_get() { return ask({"config-get", "--format=json"}, config); }

void ProcessHookTools::juju_log(LogLevel level, std::string_view message) {
  if (message.size() > kLongestArgument)
    send_log(level, "Log string greater than 131071. Splitting into multiple chunks: ");
  while (!message.empty()) {
    const std::string_view part = utf8_front(message, kLongestArgument);
    send_log(level, part);
    message.remove_prefix(part.size());
  }
}

}  // namespace ops::juju
