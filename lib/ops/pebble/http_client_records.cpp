#include "ops/pebble/http_client_records.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <vector>

#include "ops/base/errors.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/http_client_flat_list.h"
#include "ops/pebble/times.h"
#include "ops/pebble/words.h"
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
  check_not_refused(answer);
  check_content_type(answer);
  try {
    const Json all = Json::parse(answer.body);
    if (!all.is_object()) cannot_read(std::string("it is no object but a JSON ") + all.type_name());
    return read(all);
  } catch (const ParseError& error) {
    cannot_read(error.what());
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

/// A number that an int holds.
int integer(const Json& object, const char* key) {
  const auto number = object.at(key).get<std::int64_t>();
  if (number != static_cast<int>(number))
    cannot_read(std::string(key) + " is " + std::to_string(number) + ", and has 32 bits here");
  return static_cast<int>(number);
}

/// None where it is null or absent.
template <class T>
Optional<T> optional(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return {};
  return found->get<T>();
}

Map<std::string, base::Json> json_map(const Json& object, const char* key) {
  Map<std::string, base::Json> all;
  const auto found = object.find(key);
  if (found != object.end() && !found->is_null())
    for (const auto& [name, value] : found->get_ref<const Json::object_t&>())
      all = all.with(name, base::Json::parse(value.dump()));
  return all;
}

Map<std::string, std::string> text_map(const Json& object, const char* key) {
  Map<std::string, std::string> all;
  const auto found = object.find(key);
  if (found != object.end() && !found->is_null())
    for (const auto& [name, value] : found->get_ref<const Json::object_t&>())
      all = all.with(name, value.get<std::string>());
  return all;
}

ServiceInfo service(const Json& service) {
  return {.name = text(service, "name"),
          .startup = startup_of(text(service, "startup")),
          .current = service_status_of(text(service, "current"))};
}

/// None where it is null, absent or empty.
Optional<base::Timestamp> optional_time(const Json& object, const char* key) {
  const std::string text = text_in(object, key);
  if (text.empty()) return {};
  return timestamp_of(text);
}

Progress progress(const Json& task) {
  const auto found = task.find("progress");
  if (found == task.end()) return {};
  return {.label = text(*found, "label"),
          .done = found->at("done").get<int>(),
          .total = found->at("total").get<int>()};
}

Task task(const Json& task) {
  return {.id = text(task, "id"),
          .kind = text(task, "kind"),
          .summary = text(task, "summary"),
          .status = text(task, "status"),
          .log = list(task, "log", [](const Json& line) { return line.get<std::string>(); }),
          .data = json_map(task, "data"),
          .progress = progress(task),
          .spawn_time = timestamp_of(text(task, "spawn-time")),
          .ready_time = optional_time(task, "ready-time")};
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
          .err = failed ? Optional<std::string>(err->get<std::string>()) : Optional<std::string>(),
          .data = json_map(change, "data"),
          .spawn_time = timestamp_of(text(change, "spawn-time")),
          .ready_time = optional_time(change, "ready-time")};
}

Optional<base::Duration> duration(const Json& object, const char* key) {
  const auto text = optional<std::string>(object, key);
  return text ? Optional<base::Duration>(base::Duration(*text)) : Optional<base::Duration>();
}

int octal(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 8);
  if (error != std::errc() || end != text.data() + text.size())
    cannot_read("its permissions are '" + text + "'");
  return number;
}

/// Unlike most words, an unknown one is a fault: there is no text that it could stay.
Startup check_startup(const std::string& word) {
  if (word.empty()) return Startup::unset;
  const auto known = startup_of(word);
  if (const auto* startup = known.get_if<Startup>()) return *startup;
  cannot_read("a check's startup is '" + word + "'");
}

/// What has a change drives its check; one that has none is inactive in a Pebble that can stop
/// checks, and only such a one tells of their startup.
CheckInfo check(const Json& check) {
  const auto change_id = optional<std::string>(check, "change-id");
  const auto startup = optional<std::string>(check, "startup");
  const bool stopped = startup && (!change_id || change_id->empty());
  return {.name = text(check, "name"),
          .level = check_level_of(text_in(check, "level")),
          .startup = check_startup(startup.value_or("enabled")),
          .status = stopped ? OneOf<CheckStatus, std::string>(CheckStatus::inactive)
                            : check_status_of(text(check, "status")),
          .successes = optional<int>(check, "successes"),
          .failures = optional<int>(check, "failures").value_or(0),
          .threshold = integer(check, "threshold"),
          .change_id = change_id};
}

Notice notice(const Json& notice) {
  return {.id = text(notice, "id"),
          .user_id = optional<int>(notice, "user-id"),
          .type = notice_type_of(text(notice, "type")),
          .key = text(notice, "key"),
          .first_occurred = timestamp_of(text(notice, "first-occurred")),
          .last_occurred = timestamp_of(text(notice, "last-occurred")),
          .last_repeated = timestamp_of(text(notice, "last-repeated")),
          .occurrences = notice.at("occurrences").get<int>(),
          .last_data = text_map(notice, "last-data"),
          .repeat_after = duration(notice, "repeat-after"),
          .expire_after = duration(notice, "expire-after")};
}

Warning warning(const Json& warning) {
  return {.message = text(warning, "message"),
          .first_added = timestamp_of(text(warning, "first-added")),
          .last_added = timestamp_of(text(warning, "last-added")),
          .last_shown = optional_time(warning, "last-shown"),
          .expire_after = text(warning, "expire-after"),
          .repeat_after = text(warning, "repeat-after")};
}

/// A kind that this does not know is refused, as ops does: writing such a one back would lose it.
Identity identity(const Json& identity) {
  Identity all = {.access = identity_access_of(text(identity, "access"))};
  const auto local = identity.find("local"), basic = identity.find("basic");
  if (local != identity.end()) all.local = LocalIdentity{local->at("user-id").get<int>()};
  if (basic != identity.end()) all.basic = BasicIdentity{text(*basic, "password")};
  if (!all.local && !all.basic) cannot_read("an identity is neither local nor basic");
  return all;
}

FileInfo file(const Json& file) {
  return {.path = text(file, "path"),
          .name = text(file, "name"),
          .type = file_type_of(text(file, "type")),
          .size = optional<std::int64_t>(file, "size"),
          .permissions = octal(text(file, "permissions")),
          .last_modified = timestamp_of(text(file, "last-modified")),
          .user_id = optional<int>(file, "user-id"),
          .user = optional<std::string>(file, "user"),
          .group_id = optional<int>(file, "group-id"),
          .group = optional<std::string>(file, "group")};
}

/// All of the result; none where it is null.
template <class Read>
auto read_list(const HttpAnswer& answer, Read read) {
  return with_envelope(answer, [&](const Json& all) {
    (void)all.at("result");
    return list(all, "result", read);
  });
}

}  // namespace

void check_not_refused(const HttpAnswer& answer) {
  if (answer.status >= 400) throw_api_error(answer);
  if (answer.status < 200 || answer.status > 299)
    cannot_read("its status is " + std::to_string(answer.status));
}

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
  check_not_refused(answer);
  check_content_type(answer);
  if (const auto services = read_flat_services(answer.body))
    return {services->data(), services->size()};
  return with_envelope(answer, [](const Json& all) {
    if (!all.at("result").is_array()) cannot_read("its result is no list");
    return list(all, "result", service);
  });
}

Change read_change(const HttpAnswer& answer) { return with_result(answer, change); }

List<Change> read_changes(const HttpAnswer& answer) { return read_list(answer, change); }

List<Warning> read_warnings(const HttpAnswer& answer) { return read_list(answer, warning); }

int read_count(const HttpAnswer& answer) {
  return with_result(answer, [](const Json& result) { return result.get<int>(); });
}

Map<std::string, Identity> read_identities(const HttpAnswer& answer) {
  return with_result(answer, [](const Json& result) {
    Map<std::string, Identity> all;
    for (const auto& [name, value] : result.get_ref<const Json::object_t&>())
      all = all.with(name, identity(value));
    return all;
  });
}

List<CheckInfo> read_checks(const HttpAnswer& answer) { return read_list(answer, check); }

Names read_changed(const HttpAnswer& answer) {
  return with_result(answer, [](const Json& result) {
    return list(result, "changed", [](const Json& name) { return name.get<std::string>(); });
  });
}

Notice read_notice(const HttpAnswer& answer) { return with_result(answer, notice); }

List<Notice> read_notices(const HttpAnswer& answer) { return read_list(answer, notice); }

std::string read_notice_id(const HttpAnswer& answer) {
  return with_result(answer, [](const Json& result) { return text(result, "id"); });
}

List<FileInfo> read_files(const HttpAnswer& answer) {
  check_not_refused(answer);
  check_content_type(answer);
  // A folder may hold very many, which is then a third of the work; what is odd is told of below.
  if (const auto files = read_flat_files(answer.body)) return {files->data(), files->size()};
  return read_list(answer, file);
}

void check_path(const HttpAnswer& answer, const std::string& path) {
  with_envelope(answer, [&](const Json& all) {
    const auto found = all.find("result");
    if (found == all.end() || !found->is_array()) cannot_read("it has no list of paths");
    for (const Json& item : *found) {
      if (text(item, "path") != path) continue;
      const auto error = item.find("error");
      if (error != item.end() && !error->is_null())
        throw PathError(text(*error, "kind"), text(*error, "message"));
      return;
    }
    cannot_read("it does not say what became of '" + path + "'");
  });
}

StartedCommand read_started_command(const HttpAnswer& answer) {
  return with_envelope(answer, [](const Json& all) {
    return StartedCommand{.change_id = text(all, "change"),
                          .task_id = text(all.at("result"), "task-id")};
  });
}

std::string read_change_id(const HttpAnswer& answer) {
  return with_envelope(answer, [](const Json& all) { return text(all, "change"); });
}

}  // namespace ops::pebble
