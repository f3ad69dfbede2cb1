/// How Python shows its plain data.
#include <cmath>

#include "ops/base/plain_parts.h"
#include "ops/base/text.h"

namespace ops::base {

namespace {

void show(const Plain& value, std::string& out);

void show_hex(unsigned char byte, std::string& out) {
  constexpr const char* kDigits = "0123456789abcdef";
  ((out += "\\x") += kDigits[byte >> 4]) += kDigits[byte & 15];
}

/// Between double quotes only when it has single ones and no double ones.
void show_quoted(std::string_view chars, bool bytes, std::string& out) {
  const char quote = chars.find('\'') != chars.npos && chars.find('"') == chars.npos ? '"' : '\'';
  out += quote;
  for (const char c : chars) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == quote || c == '\\')
      (out += '\\') += c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (byte < 0x20 || byte == 0x7F || (bytes && byte > 0x7F))
      show_hex(byte, out);
    else
      out += c;
  }
  out += quote;
}

void show_number(double value, std::string& out) {
  if (std::isfinite(value))
    print_number(value, out);
  else
    out += std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
}

void show_complex(const Plain& value, std::string& out) {
  out += '(';
  show_number(value.real(), out);
  if (!(value.imaginary() < 0)) out += '+';
  show_number(value.imaginary(), out);
  out += "j)";
}

void show_items(const Plain& value, const char* open, const char* close, std::string& out) {
  out += open;
  for (const Plain& item : value) {
    if (&item != value.begin()) out += ", ";
    show(item, out);
  }
  out += close;
}

void show_dict(const Plain& value, std::string& out) {
  out += '{';
  for (const PlainEntry& entry : value.entries()) {
    if (&entry != value.entries().begin()) out += ", ";
    show(entry.key, out);
    out += ": ";
    show(entry.value, out);
  }
  out += '}';
}

void show_set(const Plain& value, std::string& out) {
  const bool frozen = value.kind() == PlainKind::frozenset;
  if (value.size() == 0)
    out += frozen ? "frozenset()" : "set()";
  else
    show_items(value, frozen ? "frozenset({" : "{", frozen ? "})" : "}", out);
}

void show(const Plain& value, std::string& out) {
  switch (value.kind()) {
    case PlainKind::none:
      out += "None";
      break;
    case PlainKind::boolean:
      out += value.as_bool() ? "True" : "False";
      break;
    case PlainKind::integer:
      out += std::to_string(value.as_int());
      break;
    case PlainKind::big_integer:
      out += value.chars();
      break;
    case PlainKind::number:
      show_number(value.as_double(), out);
      break;
    case PlainKind::complex:
      show_complex(value, out);
      break;
    case PlainKind::text:
      show_quoted(value.chars(), false, out);
      break;
    case PlainKind::bytes:
      show_quoted(value.chars(), true, out += 'b');
      break;
    case PlainKind::list:
      show_items(value, "[", "]", out);
      break;
    case PlainKind::tuple:
      show_items(value, "(", value.size() == 1 ? ",)" : ")", out);
      break;
    case PlainKind::dict:
      show_dict(value, out);
      break;
    case PlainKind::set:
    case PlainKind::frozenset:
      show_set(value, out);
      break;
    case PlainKind::object:
      out += parts_of(value).shown;
      break;
  }
}

}  // namespace

std::string python_quoted(std::string_view text) {
  std::string out;
  show_quoted(text, false, out);
  return out;
}

std::string Plain::to_python() const {
  std::string out;
  show(*this, out);
  return out;
}

}  // namespace ops::base
