#include <charconv>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "ops/base/base64.h"
#include "ops/store/state_yaml.h"

namespace ops::store {

using base::PlainEntry, base::PlainKind;

namespace {

constexpr std::size_t kLongestSimpleKey = 256;  // YAML wants longer ones announced

char hex_digit(std::uint32_t bits) { return "0123456789abcdef"[bits & 15]; }

void write_escape(std::uint32_t character, std::string& out) {
  const int digits = character <= 0xFF ? 2 : character <= 0xFFFF ? 4 : 8;
  (out += '\\') += digits == 2 ? 'x' : digits == 4 ? 'u' : 'U';
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += hex_digit(character >> shift);
}

/// The character that begins at `at`, which is moved past it. The text is UTF-8.
std::uint32_t next_character(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  if (first < 0x80) return first;
  std::uint32_t character = first < 0xE0 ? first & 0x1Fu : first < 0xF0 ? first & 0xFu : first & 7u;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
    character = character << 6 | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  return character;
}

void write_text(std::string_view text, std::string& out) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t character = next_character(text, at);
    if (character == '"' || character == '\\')
      (out += '\\') += static_cast<char>(character);
    else if (character == '\n')
      out += "\\n";
    else if (character >= 0x20 && character < 0x7F)
      out += static_cast<char>(character);
    else
      write_escape(character, out);
  }
  out += '"';
}

/// YAML 1.1 takes a number for a float only if it has a point.
std::string number(double value) {
  if (std::isnan(value)) return ".nan";
  if (std::isinf(value)) return value < 0 ? "-.inf" : ".inf";
  char digits[32];
  const auto [end, _] = std::to_chars(digits, digits + sizeof digits, value);
  std::string text(digits, end);
  if (text.find('.') == text.npos) text.insert(std::min(text.find('e'), text.size()), ".0");
  return text;
}

/// Counts where each object is, and then writes it: the second time as an alias.
class Writer {
 public:
  std::string written(const Plain& data) && {
    count(data);
    write(data);
    return std::move(out_);
  }

 private:
  struct Known {
    int places = 0;
    int anchor = 0;  // from 1, once it is written
  };

  static bool has_parts(const Plain& value) {
    return value.kind() >= PlainKind::list && value.kind() <= PlainKind::frozenset;
  }

  void count(const Plain& value) {
    if (!has_parts(value) || ++known_[value.identity()].places > 1) return;
    for (const Plain& item : value) count(item);
    for (const auto& [key, own] : value.entries()) count(key), count(own);
  }

  void write(const Plain& value) {
    if (!has_parts(value)) return write_scalar(value);
    Known& known = known_[value.identity()];
    if (known.anchor != 0) {
      out_ += "*id" + std::to_string(known.anchor);
      return;
    }
    if (known.places > 1) {
      known.anchor = ++anchors_;
      out_ += "&id" + std::to_string(known.anchor) + ' ';
    }
    write_parts(value);
  }

  void write_parts(const Plain& value) {
    if (value.kind() == PlainKind::frozenset) refuse(value);
    if (value.kind() == PlainKind::tuple) out_ += "!!python/tuple ";
    if (value.kind() == PlainKind::set) out_ += "!!set ";
    const bool is_mapping = value.kind() == PlainKind::dict || value.kind() == PlainKind::set;
    out_ += is_mapping ? '{' : '[';
    const char* separator = "";
    for (const Plain& item : value) {
      out_ += std::exchange(separator, ", ");
      if (is_mapping)
        write_entry({item, {}});
      else
        write(item);
    }
    for (const PlainEntry& entry : value.entries()) {
      out_ += std::exchange(separator, ", ");
      write_entry(entry);
    }
    out_ += is_mapping ? '}' : ']';
  }

  void write_entry(const PlainEntry& entry) {
    const bool is_simple = !has_parts(entry.key) && entry.key.chars().size() <= kLongestSimpleKey;
    if (!is_simple) out_ += "? ";
    write(entry.key);
    out_ += is_simple ? ": " : " : ";
    write(entry.value);
  }

  void write_scalar(const Plain& value) {
    switch (value.kind()) {
      case PlainKind::none:
        out_ += "null";
        break;
      case PlainKind::boolean:
        out_ += value.as_bool() ? "true" : "false";
        break;
      case PlainKind::integer:
        out_ += std::to_string(value.as_int());
        break;
      case PlainKind::big_integer:
        out_ += value.chars();
        break;
      case PlainKind::number:
        out_ += number(value.as_double());
        break;
      case PlainKind::text:
        write_text(value.chars(), out_);
        break;
      case PlainKind::bytes:
        out_ += "!!binary \"" + base::base64_text(value.chars()) + '"';
        break;
      default:
        refuse(value);
    }
  }

  [[noreturn]] static void refuse(const Plain& value) {
    throw StoreError(std::string("cannot keep a ") + name_of(value.kind()) +
                     " in Juju's controller: ops has no word for it there; keep a tuple, a set or "
                     "text in its place");
  }

  std::string out_ = {};
  std::unordered_map<const void*, Known> known_ = {};
  int anchors_ = 0;
};

}  // namespace

std::string state_yaml(const Plain& data) { return Writer().written(data) + '\n'; }

}  // namespace ops::store
