#include <cmath>
#include <utility>

#include "ops/base/plain_parts.h"

namespace ops::base {

namespace {

void print_double(double value, std::string& out) {
  if (std::isfinite(value)) return print_number(value, out);
  out += std::isnan(value) ? "std::nan(\"\")" : value < 0 ? "-INFINITY" : "INFINITY";
}

void print_complex(const Plain& value, std::string& out) {
  out += "Plain::complex(";
  print_double(value.real(), out);
  out += ", ";
  print_double(value.imaginary(), out);
  out += ')';
}

void print_call(const char* name, std::string_view text, std::string& out) {
  ((out += "Plain::") += name) += '(';
  print_text(text, out);
  out += ')';
}

void print_parts(const Plain& value, std::string& out) {
  ((out += "Plain::") += name_of(value.kind())) += "({";
  const char* separator = "";
  for (const Plain& item : value) print(item, out += std::exchange(separator, ", "));
  for (const auto& [key, own] : value.entries()) {
    (out += std::exchange(separator, ", ")) += '{';
    print(key, out);
    print(own, out += ", ");
    out += '}';
  }
  out += "})";
}

}  // namespace

void print(const Plain& value, std::string& out) {
  switch (value.kind()) {
    case PlainKind::none:
      out += "Plain()";
      break;
    case PlainKind::boolean:
      out += value.as_bool() ? "true" : "false";
      break;
    case PlainKind::integer:
      out += std::to_string(value.as_int());
      break;
    case PlainKind::number:
      print_double(value.as_double(), out);
      break;
    case PlainKind::complex:
      print_complex(value, out);
      break;
    case PlainKind::text:
      print_text(value.chars(), out);
      break;
    case PlainKind::big_integer:
      print_call("integer", value.chars(), out);
      break;
    case PlainKind::bytes:
      print_call("bytes", value.chars(), out);
      break;
    case PlainKind::object:
      print_call("object", value.chars(), out);
      break;
    case PlainKind::list:
    case PlainKind::tuple:
    case PlainKind::dict:
    case PlainKind::set:
    case PlainKind::frozenset:
      print_parts(value, out);
      break;
  }
}

std::ostream& operator<<(std::ostream& os, const Plain& value) {
  return write(os, type_of<Plain>(), &value);
}

}  // namespace ops::base
