/// What a scalar means, by Python's reading: YAML 1.1, as PyYAML resolves it.

#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "ops/base/yaml.h"

namespace ops::base {

namespace {

/// Takes characters off the front of a text.
struct Reading {
  std::string_view rest;

  bool done() const { return rest.empty(); }
  bool take(char wanted) {
    if (!rest.starts_with(wanted)) return false;
    rest.remove_prefix(1);
    return true;
  }
  bool take_any(std::string_view wanted) {
    if (rest.empty() || wanted.find(rest[0]) == wanted.npos) return false;
    rest.remove_prefix(1);
    return true;
  }
  std::string_view take_all(std::string_view wanted) {
    const std::size_t count = std::min(rest.find_first_not_of(wanted), rest.size());
    const std::string_view taken = rest.substr(0, count);
    rest.remove_prefix(count);
    return taken;
  }
};

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kDigitsAndBars = "0123456789_";

std::string without_bars(std::string_view digits) {
  std::string out(digits);
  std::erase(out, '_');
  return out;
}

bool read_digits(std::string_view written, int base, std::uint64_t& out) {
  const std::string digits = without_bars(written);
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, out, base);
  return error == std::errc() && stop == end;
}

/// "0x1F", "0b101", "017": true when `text` is a number of this form.
struct Radix {
  std::string_view prefix, digits;
  int base;

  bool read(std::string_view text, std::uint64_t& out) const {
    if (!text.starts_with(prefix) || text.size() == prefix.size()) return false;
    const std::string_view written = text.substr(prefix.size());
    return written.find_first_not_of(digits) == written.npos &&
           read_digits(base == 8 ? text : written, base, out);
  }
};
constexpr Radix kRadixes[] = {
    {"0b", "01_", 2},
    {"0x", "0123456789abcdefABCDEF_", 16},
    {"0", "01234567_", 8},
};

/// The ":30:00" of "1:30:00", a number to the base of 60 (10 added digits at most, so that what is
/// longer is no number rather than a wrong one).
bool read_sixtieths(Reading& reading, double& out) {
  for (int parts = 0; reading.take(':'); ++parts) {
    const std::string_view digits = reading.take_all(kDigits);
    const bool below_60 = digits.size() == 1 || (digits.size() == 2 && digits[0] < '6');
    if (!below_60 || parts == 10) return false;
    out = out * 60 +
          (digits.size() == 1 ? digits[0] - '0' : (digits[0] - '0') * 10 + (digits[1] - '0'));
  }
  return true;
}

bool read_sexagesimal(std::string_view text, std::uint64_t& out) {
  Reading reading{text};
  std::uint64_t first = 0;
  if (!read_digits(reading.take_all(kDigitsAndBars), 10, first) || reading.done()) return false;
  double value = static_cast<double>(first);
  if (!read_sixtieths(reading, value) || !reading.done() || value > 9e15) return false;
  out = static_cast<std::uint64_t>(value);
  return true;
}

bool read_decimal(std::string_view text, std::uint64_t& out) {
  if (text == "0") {
    out = 0;
    return true;
  }
  if (text.empty() || text[0] < '1' || text[0] > '9') return false;
  if (text.find(':') != text.npos) return read_sexagesimal(text, out);
  return text.find_first_not_of(kDigitsAndBars) == text.npos && read_digits(text, 10, out);
}

bool read_magnitude(std::string_view text, std::uint64_t& out) {
  for (const Radix& radix : kRadixes)
    if (radix.read(text, out)) return true;
  return read_decimal(text, out);
}

bool read_int(std::string_view text, std::int64_t& out) {
  Reading reading{text};
  const bool negative = text.starts_with('-');
  reading.take_any("+-");
  std::uint64_t magnitude = 0;
  if (!read_magnitude(reading.rest, magnitude)) return false;
  constexpr std::uint64_t kLargest = std::numeric_limits<std::int64_t>::max();
  if (magnitude > kLargest + (negative ? 1 : 0)) return false;
  out = static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
  return true;
}

/// "1.5e+3" without underscores, which the caller has checked. Too much is infinite, as in Python.
double decimal_value(const std::string& text) {
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc::result_out_of_range) return value;
  return text.find('-', 1) == text.npos ? std::numeric_limits<double>::infinity() : 0.0;
}

bool read_exponent(Reading& reading) {
  if (!reading.take_any("eE")) return true;
  return reading.take_any("+-") && !reading.take_all(kDigits).empty();
}

/// "1.", "1_000.5", ".5", "1.5e+3"; not "1e3" nor "1.5e3", which YAML 1.1 has as text.
bool read_decimal_float(std::string_view text, double& out) {
  Reading reading{text};
  const bool begins_with_digit =
      !reading.rest.empty() && reading.rest[0] != '_' && !reading.take_all(kDigitsAndBars).empty();
  if (!reading.take('.')) return false;
  if (!begins_with_digit && !reading.take_any(kDigits)) return false;
  reading.take_all(kDigitsAndBars);
  if (!read_exponent(reading) || !reading.done()) return false;
  out = decimal_value(without_bars(text));
  return true;
}

/// "1:30.5"
bool read_sexagesimal_float(std::string_view text, double& out) {
  Reading reading{text};
  if (reading.rest.starts_with('_')) return false;
  std::uint64_t first = 0;
  if (!read_digits(reading.take_all(kDigitsAndBars), 10, first)) return false;
  double value = static_cast<double>(first);
  if (!reading.rest.starts_with(':') || !read_sixtieths(reading, value)) return false;
  const std::string fraction = without_bars(reading.rest);
  if (!reading.take('.')) return false;
  reading.take_all(kDigitsAndBars);
  if (!reading.done()) return false;
  out = fraction == "." ? value : value + decimal_value(fraction);
  return true;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    if (text == word) return true;
  return false;
}

bool read_unsigned_float(std::string_view text, double& out) {
  if (!is_one_of(text, {".inf", ".Inf", ".INF"}))
    return read_decimal_float(text, out) || read_sexagesimal_float(text, out);
  out = std::numeric_limits<double>::infinity();
  return true;
}

bool read_float(std::string_view text, double& out) {
  if (is_one_of(text, {".nan", ".NaN", ".NAN"})) {
    out = std::numeric_limits<double>::quiet_NaN();
    return true;
  }
  Reading reading{text};
  const bool has_sign = reading.take_any("+-");
  if (has_sign && reading.rest.starts_with('.') && !reading.rest.starts_with(".i") &&
      !reading.rest.starts_with(".I"))
    return false;  // "-.5" is text
  double magnitude = 0;
  if (!read_unsigned_float(reading.rest, magnitude)) return false;
  out = text.starts_with('-') ? -magnitude : magnitude;
  return true;
}

/// Whether this scalar may be read as what `tag` names: it says so, or says nothing.
bool may_be(const Yaml& yaml, std::string_view tag) {
  return yaml.is_scalar() && (yaml.tag.empty() ? yaml.plain : yaml.tag == tag);
}

constexpr std::size_t kShownBytes = 60;

/// Cut where a character begins, so that it stays UTF-8.
std::string shortened(const std::string& text) {
  if (text.size() <= kShownBytes) return text;
  std::size_t end = kShownBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string described_scalar(const Yaml& yaml) {
  bool boolean = false;
  std::int64_t integer = 0;
  double number = 0;
  if (yaml.as_bool(boolean)) return "the boolean " + yaml.text;
  if (yaml.as_int(integer) || yaml.as_float(number)) return "the number " + yaml.text;
  return "the text '" + shortened(yaml.text) + "'";
}

// ---- JSON -----------------------------------------------------------------------------------

using nlohmann::json;

/// A plain scalar that looks like a whole number, but has no place in 64 bits.
bool is_too_large(const Yaml& yaml) {
  if (!may_be(yaml, "!!int") || yaml.text.empty()) return false;
  Reading reading{yaml.text};
  reading.take_any("+-");
  return reading.rest.size() > 18 && !reading.rest.starts_with('0') &&
         reading.rest.find_first_not_of(kDigitsAndBars) == std::string_view::npos;
}

json json_of_scalar(const Yaml& yaml, std::string_view file) {
  bool boolean = false;
  std::int64_t integer = 0;
  double number = 0;
  if (yaml.as_bool(boolean)) return boolean;
  if (yaml.as_int(integer)) return integer;
  if (yaml.as_float(number)) {
    if (std::isfinite(number)) return number;
    throw YamlError(file, yaml.line,
                    "cannot keep the number " + yaml.text + ": JSON has none such");
  }
  if (is_too_large(yaml))
    throw YamlError(file, yaml.line,
                    "cannot keep the number " + shortened(yaml.text) + ": it needs over 64 bits");
  if (yaml.tag.empty() || yaml.tag == "!!str" || yaml.tag == "!!timestamp") return yaml.text;
  throw YamlError(file, yaml.line,
                  "cannot read the text '" + shortened(yaml.text) + "' as " + yaml.tag);
}

json json_of(const Yaml& yaml, std::string_view file);

/// As Python's json.dumps spells a key that is no text.
std::string json_key(const Yaml& key, std::string_view file) {
  const json value = json_of(key, file);
  return value.is_string() ? value.get<std::string>() : value.dump();
}

json json_of_collection(const Yaml& yaml, std::string_view file) {
  const bool known = yaml.tag.empty() || yaml.tag == (yaml.is_mapping() ? "!!map" : "!!seq");
  if (!known)
    throw YamlError(file, yaml.line, "cannot read " + yaml.described() + " as " + yaml.tag);
  json out = yaml.is_mapping() ? json::object() : json::array();
  for (const Yaml& item : yaml.items) out.push_back(json_of(item, file));
  for (const auto& [key, value] : yaml.entries) out[json_key(key, file)] = json_of(value, file);
  return out;
}

json json_of(const Yaml& yaml, std::string_view file) {
  if (yaml.is_null()) return nullptr;
  return yaml.is_scalar() ? json_of_scalar(yaml, file) : json_of_collection(yaml, file);
}

}  // namespace

const Yaml* Yaml::find(std::string_view key) const {
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
    if (entry->first.text == key) return &entry->second;
  return nullptr;
}

bool Yaml::as_bool(bool& out) const {
  if (!may_be(*this, "!!bool")) return false;
  const bool yes = is_one_of(text, {"yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"});
  const bool no =
      is_one_of(text, {"no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"});
  if (yes || no) out = yes;
  return yes || no;
}

bool Yaml::as_int(std::int64_t& out) const { return may_be(*this, "!!int") && read_int(text, out); }

bool Yaml::as_float(double& out) const {
  if (!may_be(*this, "!!float")) return false;
  if (read_float(text, out)) return true;
  std::int64_t integer = 0;
  if (tag.empty() || !read_int(text, integer)) return false;
  out = static_cast<double>(integer);
  return true;
}

std::string Yaml::described() const {
  switch (kind) {
    case YamlKind::null:
      return "null";
    case YamlKind::scalar:
      return described_scalar(*this);
    case YamlKind::sequence:
      return "a list";
    case YamlKind::mapping:
      return "a mapping";
  }
  return {};
}

std::string yaml_to_json(const Yaml& yaml, std::string_view file) {
  return json_of(yaml, file).dump();
}

}  // namespace ops::base
