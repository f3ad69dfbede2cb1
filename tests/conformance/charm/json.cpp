#include "json.h"

namespace scripted {

namespace {

constexpr std::string_view kVerbatim = "!verbatim:";
constexpr std::size_t kMostDigits = 18;  // of which any number fits 64 bits

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Where the text in quotes that begins at `at` has its end.
std::size_t end_of_text(const std::string& json, std::size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at)
    if (json[at] == '\\') ++at;
  return at + 1;
}

/// Where the number that begins at `at` has its end; whether it is a long integer.
std::size_t end_of_number(const std::string& json, std::size_t at, bool& is_long) {
  const std::size_t end = json.find_first_not_of("-+.eE0123456789", at);
  const std::string number = json.substr(at, end - at);
  is_long = number.find_first_of(".eE") == number.npos && number.size() > kMostDigits;
  return std::min(end, json.size());
}

/// What cannot be kept is told by the name of its class.
Json with_objects(const Json& value) {
  for (const char* name : {"datetime", "timedelta"})
    if (value.is_object() && value.contains(std::string("!") + name)) return {{"!object", name}};
  if (!value.is_structured()) return value;
  Json all = value;
  for (Json& part : all) part = with_objects(part);
  return all;
}

bool has_long_integer(const std::string& json) {
  for (std::size_t at = 0; at < json.size();) {
    bool is_long = false;
    std::size_t end = at + 1;
    if (json[at] == '"') end = end_of_text(json, at);
    if (json[at] == '-' || is_digit(json[at])) end = end_of_number(json, at, is_long);
    if (is_long) return true;
    at = end;
  }
  return false;
}

}  // namespace

ops::Plain plain_of(const Json& value) { return ops::Plain::from_json(with_objects(value).dump()); }

Json json_of(const ops::Plain& value) {
  const std::string text = value.to_json();
  return has_long_integer(text) ? verbatim(text) : Json::parse(text);
}

Json verbatim(const std::string& text) {
  std::string hex;
  for (const char c : text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    hex += kDigits[static_cast<unsigned char>(c) >> 4];
    hex += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return std::string(kVerbatim) + hex;
}

std::string dumped(const Json& json) {
  // A byte that is not UTF-8 must not stop the charm.
  std::string text = json.dump(-1, ' ', true, Json::error_handler_t::replace);
  const std::string mark = '"' + std::string(kVerbatim);
  for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at)) {
    const std::size_t first = at + mark.size(), end = text.find('"', first);
    std::string told;
    for (std::size_t i = first; i < end; i += 2)
      told += static_cast<char>(std::stoi(text.substr(i, 2), nullptr, 16));
    text.replace(at, end + 1 - at, told);
    at += told.size();
  }
  return text;
}

Json read_json(const std::string& text) {
  std::string marked;
  for (std::size_t at = 0; at < text.size();) {
    bool is_long = false;
    std::size_t end = at + 1;
    if (text[at] == '"') end = end_of_text(text, at);
    if (text[at] == '-' || is_digit(text[at])) end = end_of_number(text, at, is_long);
    const std::string part = text.substr(at, end - at);
    marked += is_long ? "{\"!int\": \"" + part + "\"}" : part;
    at = end;
  }
  return Json::parse(marked);
}

}  // namespace scripted
