#include "ops/pebble/http_client_records.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <vector>

#include "ops/pebble/errors.h"
#include "ops/pebble/yaml.h"

namespace ops::pebble {

namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void cannot_read(const std::string& why) {
  throw ProtocolError("cannot read Pebble's answer: " + why +
                      "; see that what listens on the socket is Pebble, and of a version that "
                      "this one knows");
}

/// The text under `key`, or "" if there is none.
std::string text_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

/// What refuses need not be Pebble itself, so this asks for less than the rest does.
[[noreturn]] void throw_api_error(const HttpAnswer& answer) {
  const Json body = Json::parse(answer.body, nullptr, false);
  const Json result = body.is_object() && body.contains("result") ? body["result"] : Json();
  const std::string message = result.is_object() ? text_in(result, "message") : "";
  if (!message.empty())
    throw APIError(answer.status, answer.reason, message, text_in(result, "kind"));
  throw APIError(answer.status, answer.reason,
                 "cannot do what was asked: Pebble answered " + std::to_string(answer.status) +
                     ' ' + answer.reason + " and did not say why; see Pebble's logs");
}

void check_content_type(const HttpAnswer& answer) {
  std::string type = answer.content_type.substr(0, answer.content_type.find(';'));
  type.erase(type.find_last_not_of(" \t") + 1);
  std::transform(type.begin(), type.end(), type.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (type.empty()) type = "text/plain";  // what mail's rules, which Python knows, make of none
  if (type != "application/json")
    throw ProtocolError("expected Content-Type 'application/json', got '" + type + "'");
}

/// What `read` makes of an answer's envelope.
template <class Read>
auto with_envelope(const HttpAnswer& answer, Read read) {
  if (answer.status >= 400) throw_api_error(answer);
  if (answer.status < 200 || answer.status > 299)
    cannot_read("its status is " + std::to_string(answer.status));
  check_content_type(answer);
  try {
    const Json all = Json::parse(answer.body);
    if (!all.is_object()) cannot_read(std::string("it is no object but a JSON ") + all.type_name());
    return read(all);
  } catch (const Json::parse_error& error) {
    cannot_read("it is not JSON from byte " + std::to_string(error.byte) + " on");
  } catch (const Json::exception& error) {
    const std::string_view why = error.what();  // "[json.exception.…] key 'result' not found"
    cannot_read(std::string(why.substr(std::min(why.find("] ") + 2, why.size()))));
  }
}

/// What `read` makes of an answer's result.
template <class Read>
auto with_result(const HttpAnswer& answer, Read read) {
  return with_envelope(answer, [&](const Json& all) { return read(all.at("result")); });
}

std::string text(const Json& object, const char* key) { return object.at(key).get<std::string>(); }

/// The elements under `key`, each as `read` has it; none where it is null or absent.
template <class Read>
auto list(const Json& object, const char* key, Read read) {
  std::vector<decltype(read(object))> all;
  const auto found = object.find(key);
  if (found != object.end() && !found->is_null())
    for (const Json& item : found->get_ref<const Json::array_t&>()) all.push_back(read(item));
  return List<decltype(read(object))>(all.data(), all.size());
}

template <class Enum>
struct Word {
  std::string_view text;
  Enum value;
};
constexpr std::array kStartups = {Word<Startup>{"enabled", Startup::enabled},
                                  Word<Startup>{"disabled", Startup::disabled}};
constexpr std::array kStatuses = {Word<ServiceStatus>{"active", ServiceStatus::active},
                                  Word<ServiceStatus>{"inactive", ServiceStatus::inactive},
                                  Word<ServiceStatus>{"error", ServiceStatus::error}};

/// A word that these do not know stays a text, as with ops.
template <class Enum, std::size_t count>
OneOf<Enum, std::string> known(const std::array<Word<Enum>, count>& words,
                               const std::string& text) {
  for (const Word<Enum>& word : words)
    if (word.text == text) return word.value;
  return text;
}

ServiceInfo service(const Json& service) {
  return {.name = text(service, "name"),
          .startup = known(kStartups, text(service, "startup")),
          .current = known(kStatuses, text(service, "current"))};
}

Task task(const Json& task) {
  return {.id = text(task, "id"),
          .kind = text(task, "kind"),
          .summary = text(task, "summary"),
          .status = text(task, "status"),
          .log = list(task, "log", [](const Json& line) { return line.get<std::string>(); })};
}

Change change(const Json& change) {
  const auto err = change.find("err");
  const bool failed = err != change.end() && !err->is_null() && *err != Json("");
  return {.id = text(change, "id"),
          .kind = text(change, "kind"),
          .summary = text(change, "summary"),
          .status = text(change, "status"),
          .tasks = list(change, "tasks", task),
          .ready = change.at("ready").get<bool>(),
          .err = failed ? Optional<std::string>(err->get<std::string>()) : Optional<std::string>()};
}

}  // namespace

void check_accepted(const HttpAnswer& answer) {
  with_envelope(answer, [](const Json&) {});
}

SystemInfo read_system_info(const HttpAnswer& answer) {
  return with_result(answer, [](const Json& info) { return SystemInfo{text(info, "version")}; });
}

Plan read_plan(const HttpAnswer& answer) {
  return with_result(
      answer, [](const Json& yaml) { return plan_from_yaml(yaml.get_ref<const std::string&>()); });
}

List<ServiceInfo> read_services(const HttpAnswer& answer) {
  return with_envelope(answer, [](const Json& all) {
    if (!all.at("result").is_array()) cannot_read("its result is no list");
    return list(all, "result", service);
  });
}

Change read_change(const HttpAnswer& answer) { return with_result(answer, change); }

std::string read_change_id(const HttpAnswer& answer) {
  return with_envelope(answer, [](const Json& all) { return text(all, "change"); });
}

}  // namespace ops::pebble
