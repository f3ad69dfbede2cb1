#include "results.h"

#include <algorithm>
#include <cstdio>

#include "case_world.h"
#include "ops/base/errors.h"
#include "ops/base/utf8.h"
#include "ops/base/values.h"
#include "ops/pebble/errors.h"

namespace conformance {

namespace pebble = ops::pebble;

namespace {

constexpr std::size_t kMost = 4096, kEnds = 64;

json task_json(const pebble::Task& task) {
  json data = json::object();
  for (const auto& [key, value] : task.data) data[key] = json::parse(value.text());
  json log = json::array();
  for (const std::string& line : task.log) log.push_back(line);
  return {{"id", task.id},
          {"kind", task.kind},
          {"summary", task.summary},
          {"status", task.status},
          {"log", log},
          {"progress", {"", task.status == "Do" ? 0 : 1, 1}},
          {"ready_time", task.ready_time.has_value()},
          {"data", data}};
}

template <class T>
json or_null(const ops::base::Optional<T>& value) {
  return value ? json(*value) : json(nullptr);
}

json seconds(const ops::base::Optional<ops::base::Duration>& duration) {
  return duration ? json(static_cast<double>(duration->ns()) / 1e9) : json(nullptr);
}

/// "named-pipe" of FileType::named_pipe, nothing of an unset one.
template <class Enum>
std::string word(Enum value) {
  const std::string shown = ops::base::to_string(value);
  std::string text = shown.substr(shown.rfind(':') + 1);
  std::ranges::replace(text, '_', '-');
  return text == "unset" ? "" : text;
}

template <class Enum>
std::string word(const ops::base::OneOf<Enum, std::string>& value) {
  const Enum* known = value.template get_if<Enum>();
  return known ? word(*known) : *value.template get_if<std::string>();
}

std::string octal_text(int permissions) {
  char text[16];
  std::snprintf(text, sizeof text, "%03o", static_cast<unsigned>(permissions));
  return text;
}

std::vector<std::string> characters(const std::string& text) {
  std::vector<std::string> all;
  for (const char c : text) {
    if (all.empty() || (c & 0xC0) != 0x80) all.emplace_back();
    all.back() += c;
  }
  return all;
}

json long_json(const std::vector<std::string>& all) {
  std::string start, end;
  for (std::size_t i = 0; i < kEnds; ++i) {
    start += all[i];
    end += all[all.size() - kEnds + i];
  }
  return {{"length", all.size()}, {"start", start}, {"end", end}};
}

std::string from_latin1(const std::string& bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0 | (byte >> 6));
      text += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return text;
}

std::string decoded(const std::string& bytes, const json& encoding) {
  if (encoding == "latin-1") return from_latin1(bytes);
  if (encoding.is_string() && !ops::base::is_utf8(bytes)) throw ops::ValueError("it is not UTF-8");
  return bytes;
}

json error_of(const char* class_name, const std::string& message) {
  return {{"error", {{"class", class_name}, {"message", message}}}};
}

json error_of(const pebble::APIError& error) {
  json all = error_of("APIError", error.what());
  all["error"]["code"] = error.code();
  all["error"]["status"] = error.status();
  all["error"]["kind"] = error.kind().empty() ? json(nullptr) : json(error.kind());
  return all;
}

}  // namespace

json json_of(const pebble::Change& change) {
  json tasks = json::array();
  for (const pebble::Task& task : change.tasks) tasks.push_back(task_json(task));
  return {{"id", change.id},
          {"kind", change.kind},
          {"summary", change.summary},
          {"status", change.status},
          {"ready", change.ready},
          {"err", or_null(change.err)},
          {"ready_time", change.ready},
          {"data", json::object()},
          {"tasks", tasks}};
}

json json_of(const pebble::ServiceInfo& service) {
  return {{"name", service.name},
          {"startup", word(service.startup)},
          {"current", word(service.current)}};
}

json json_of(const pebble::CheckInfo& check) {
  return {{"name", check.name},
          {"level", word(check.level)},
          {"startup", word(check.startup)},
          {"status", word(check.status)},
          {"successes", or_null(check.successes)},
          {"failures", check.failures},
          {"threshold", check.threshold},
          {"change_id", or_null(check.change_id)}};
}

json json_of(const pebble::Notice& notice) {
  json data = json::object();
  for (const auto& [key, value] : notice.last_data) data[key] = value;
  const bool once = notice.last_occurred == notice.first_occurred;
  const char* repeated = notice.last_repeated == notice.first_occurred  ? "first"
                         : notice.last_repeated == notice.last_occurred ? "last"
                                                                        : "between";
  return {{"id", notice.id},
          {"user_id", or_null(notice.user_id)},
          {"type", word(notice.type)},
          {"key", notice.key},
          {"last_occurred", once ? "first" : "last"},
          {"last_repeated", repeated},
          {"occurrences", notice.occurrences},
          {"last_data", data},
          {"repeat_after", seconds(notice.repeat_after)},
          {"expire_after", seconds(notice.expire_after)}};
}

json json_of(const pebble::FileInfo& file, bool times) {
  std::string modified = "<time>";
  if (times) {
    modified = ops::base::to_string(file.last_modified);
    modified = modified.substr(modified.find('"') + 1);
    modified = modified.substr(0, modified.find('Z')) + "+00:00";
  }
  return {{"path", file.path},
          {"name", file.name},
          {"type", word(file.type)},
          {"size", or_null(file.size)},
          {"permissions", octal_text(file.permissions)},
          {"last_modified", modified},
          {"user_id", static_cast<unsigned>(file.user_id.value_or(0))},
          {"user", or_null(file.user)},
          {"group_id", static_cast<unsigned>(file.group_id.value_or(0))},
          {"group", or_null(file.group)}};
}

json content_json(const std::string& bytes, const json& encoding) {
  const std::string text = decoded(bytes, encoding);
  const bool is_text = ops::base::is_utf8(text) && text.find('\0') == text.npos;
  if (is_text) {
    const std::vector<std::string> all = characters(text);
    return all.size() > kMost ? long_json(all) : json{{"text", text}};
  }
  return {{"base64", to_base64(bytes)}};
}

json output_json(const ops::base::Optional<std::string>& bytes, const json& encoding) {
  if (!bytes) return nullptr;
  if (encoding.is_null()) return {{"base64", to_base64(*bytes)}};
  const std::string text = decoded(*bytes, encoding);
  const std::vector<std::string> all = characters(text);
  return all.size() > kMost ? long_json(all) : json(text);
}

/// Python shows bytes as b'...', without a letter beyond ASCII.
std::string as_bytes(std::string message) {
  for (const std::string stream : {"stdout='", "stderr='"})
    if (const std::size_t at = message.find(stream); at != message.npos)
      message.insert(at + stream.size() - 1, "b");
  std::string all;
  for (const char c : message) {
    char hex[5] = {c};
    if (static_cast<unsigned char>(c) >= 0x80)
      std::snprintf(hex, sizeof hex, "\\x%02x", static_cast<unsigned char>(c));
    all += hex;
  }
  return all;
}

json error_of(const pebble::ExecError& error, const json& encoding) {
  const std::string message = encoding.is_null() ? as_bytes(error.what()) : error.what();
  json all = error_of("ExecError", message);
  json command = json::array();
  for (const std::string& part : error.command()) command.push_back(part);
  all["error"]["command"] = command;
  all["error"]["exit_code"] = error.exit_code();
  all["error"]["stdout"] = output_json(error.stdout(), encoding);
  all["error"]["stderr"] = output_json(error.stderr(), encoding);
  return all;
}

json result_of(ops::testing::FakePebble& fake, const std::function<json()>& call) {
  try {
    return {{"ok", call()}};
  } catch (const pebble::APIError& error) {
    return error_of(error);
  } catch (const pebble::PathError& error) {
    json all = error_of("PathError", error.message());
    all["error"]["kind"] = error.kind();
    return all;
  } catch (const pebble::ChangeError& error) {
    json all = error_of("ChangeError", error.what());
    all["error"]["err"] = error.err();
    all["error"]["change"] = json_of(fake.get_change(error.change_id()));
    return all;
  } catch (const pebble::ExecError& error) {
    return error_of(error, "utf-8");
  } catch (const Encoded& encoded) {
    return encoded.error;
  } catch (const pebble::TimeoutError& error) {
    return error_of("TimeoutError", error.what());
  } catch (const pebble::ConnectionError& error) {
    return error_of("ConnectionError", error.what());
  } catch (const std::exception& error) {
    return error_of("other", error.what());
  }
}

}  // namespace conformance
