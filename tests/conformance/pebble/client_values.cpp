#include "client_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>

#include "ops/base/base64.h"
#include "ops/base/errors.h"
#include "ops/base/utf8.h"
#include "ops/base/values.h"
#include "ops/base/yaml.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/yaml.h"

namespace conformance {

namespace pebble = ops::pebble;
using ops::base::OneOf, ops::base::Optional;

namespace {

/// "named-pipe" of FileType::named_pipe, nothing of an unset one.
template <class Enum>
std::string word(Enum value) {
  const std::string shown = ops::base::to_string(value);
  std::string text = shown.substr(shown.rfind(':') + 1);
  std::ranges::replace(text, '_', '-');
  return text == "unset" ? "" : text;
}

template <class Enum>
std::string word(const OneOf<Enum, std::string>& value) {
  const Enum* known = value.template get_if<Enum>();
  return known ? word(*known) : *value.template get_if<std::string>();
}

template <class T>
json or_null(const Optional<T>& value) {
  return value ? json(*value) : json(nullptr);
}

/// Rounded to the microsecond as Python does it.
std::int64_t microseconds(std::int64_t ns) { return std::llrint(static_cast<double>(ns) / 1000); }

/// As ops has it: never rounded into the next second.
json iso(const ops::base::Timestamp& time) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  const std::int64_t ns = time.since_epoch_ns();
  const std::int64_t whole = ns >= 0 ? ns / kSecond : -((kSecond - 1 - ns) / kSecond);
  const std::int64_t micros = std::min<std::int64_t>(microseconds(ns - whole * kSecond), 999'999);
  const std::time_t seconds = whole;
  std::tm parts = {};
  gmtime_r(&seconds, &parts);
  std::array<char, 64> text;
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  if (micros != 0)
    std::snprintf(text.data() + size, text.size() - size, ".%06d", static_cast<int>(micros));
  return std::string(text.data()) + "+00:00";
}

json iso(const Optional<ops::base::Timestamp>& time) { return time ? iso(*time) : json(); }

json seconds(const Optional<ops::base::Duration>& duration) {
  return duration ? json(static_cast<double>(microseconds(duration->ns())) / 1e6) : json();
}

json data_json(const ops::base::Map<std::string, ops::base::Json>& data) {
  json all = json::object();
  for (const auto& [key, value] : data) all[key] = json::parse(value.text());
  return all;
}

json task_json(const pebble::Task& task) {
  const pebble::Progress& progress = task.progress;
  return {
      {"id", std::string(task.id)},
      {"kind", task.kind},
      {"summary", task.summary},
      {"status", task.status},
      {"log", dump(task.log)},
      {"progress", {{"label", progress.label}, {"done", progress.done}, {"total", progress.total}}},
      {"spawn_time", iso(task.spawn_time)},
      {"ready_time", iso(task.ready_time)},
      {"data", data_json(task.data)}};
}

json error_of(const char* class_name, const std::string& message) {
  return {{"class", class_name}, {"message", message}};
}

json error_of(const pebble::APIError& error) {
  json all = error_of("APIError", error.what());
  all["code"] = error.code();
  all["status"] = error.status();
  all["kind"] = error.kind().empty() ? json() : json(error.kind());
  return all;
}

json error_of(const pebble::PathError& error) {
  json all = error_of("PathError", error.message());
  all["kind"] = error.kind();
  return all;
}

json error_of(const pebble::ChangeError& error) {
  json all = error_of("ChangeError", error.what());
  all["err"] = error.err();
  all["change"] = dump(error.change());
  return all;
}

json error_of(const pebble::ExecError& error) {
  json all = error_of("ExecError", error.what());
  all["command"] = dump(error.command());
  all["exit_code"] = error.exit_code();
  all["stdout"] = error.stdout() ? dump_bytes(*error.stdout(), true) : json();
  all["stderr"] = error.stderr() ? dump_bytes(*error.stderr(), true) : json();
  return all;
}

}  // namespace

json dump(const pebble::SystemInfo& info) { return {{"version", info.version}}; }

json dump(const pebble::ServiceInfo& service) {
  return {{"name", std::string(service.name)},
          {"startup", word(service.startup)},
          {"current", word(service.current)}};
}

json dump(const pebble::CheckInfo& check) {
  return {{"name", std::string(check.name)},       {"level", word(check.level)},
          {"startup", word(check.startup)},        {"status", word(check.status)},
          {"successes", or_null(check.successes)}, {"failures", check.failures},
          {"threshold", check.threshold},          {"change_id", or_null(check.change_id)}};
}

json dump(const pebble::Change& change) {
  json tasks = json::array();
  for (const pebble::Task& task : change.tasks) tasks.push_back(task_json(task));
  return {{"id", std::string(change.id)},
          {"kind", change.kind},
          {"summary", change.summary},
          {"status", change.status},
          {"tasks", tasks},
          {"ready", change.ready},
          {"err", or_null(change.err)},
          {"spawn_time", iso(change.spawn_time)},
          {"ready_time", iso(change.ready_time)},
          {"data", data_json(change.data)}};
}

json dump(const pebble::Notice& notice) {
  return {{"id", std::string(notice.id)},
          {"user_id", or_null(notice.user_id)},
          {"type", word(notice.type)},
          {"key", notice.key},
          {"first_occurred", iso(notice.first_occurred)},
          {"last_occurred", iso(notice.last_occurred)},
          {"last_repeated", iso(notice.last_repeated)},
          {"occurrences", notice.occurrences},
          {"last_data", dump(notice.last_data)},
          {"repeat_after", seconds(notice.repeat_after)},
          {"expire_after", seconds(notice.expire_after)}};
}

json dump(const pebble::FileInfo& file) {
  return {{"path", std::string(file.path)},
          {"name", file.name},
          {"type", word(file.type)},
          {"size", or_null(file.size)},
          {"permissions", file.permissions},
          {"last_modified", iso(file.last_modified)},
          {"user_id", or_null(file.user_id)},
          {"user", or_null(file.user)},
          {"group_id", or_null(file.group_id)},
          {"group", or_null(file.group)}};
}

json dump(const pebble::Warning& warning) {
  return {{"message", std::string(warning.message)}, {"first_added", iso(warning.first_added)},
          {"last_added", iso(warning.last_added)},   {"last_shown", iso(warning.last_shown)},
          {"expire_after", warning.expire_after},    {"repeat_after", warning.repeat_after}};
}

json dump(const pebble::Identity& identity) {
  json all = {{"access", word(identity.access)}};
  if (identity.local) all["local"]["user-id"] = identity.local->user_id;
  if (identity.basic) all["basic"]["password"] = identity.basic->password;
  return all;
}

json dump(const pebble::Plan& plan) {
  const auto yaml = ops::base::parse_yaml(pebble::to_yaml(plan), "plan");
  return json::parse(ops::base::yaml_to_json(yaml, "plan"));
}

json dump_bytes(const std::string& bytes, bool as_text) {
  if (as_text && ops::base::is_utf8(bytes)) return bytes;
  return {{"base64", ops::base::base64_text(bytes)}};
}

json result_of(const std::function<json()>& call) {
  json error;
  try {
    return {{"ok", call()}};
  } catch (const pebble::APIError& thrown) {
    error = error_of(thrown);
  } catch (const pebble::PathError& thrown) {
    error = error_of(thrown);
  } catch (const pebble::ChangeError& thrown) {
    error = error_of(thrown);
  } catch (const pebble::ExecError& thrown) {
    error = error_of(thrown);
  } catch (const pebble::TimeoutError& thrown) {
    error = error_of("TimeoutError", thrown.what());
  } catch (const pebble::ConnectionError& thrown) {
    error = error_of("ConnectionError", thrown.what());
  } catch (const pebble::ProtocolError& thrown) {
    error = error_of("ProtocolError", thrown.what());
  } catch (const ops::ValueError& thrown) {
    error = error_of("ValueError", thrown.what());
  } catch (const std::exception& thrown) {
    error = error_of("other", thrown.what());
  }
  return {{"error", error}};
}

}  // namespace conformance
