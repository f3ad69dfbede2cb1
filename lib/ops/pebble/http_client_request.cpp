#include "ops/pebble/http_client_request.h"

#include <array>
#include <cstdio>

#include "ops/pebble/errors.h"

namespace ops::pebble {

std::string url_quoted(std::string_view text) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (kPlain.find(c) != kPlain.npos)
      out += c;
    else if (c == ' ')
      out += '+';
    else
      (out += '%') += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return out;
}

Target& Target::add(std::string_view key, std::string_view value) {
  text_ += separator_;
  separator_ = '&';
  ((text_ += key) += '=') += url_quoted(value);
  return *this;
}

HttpRequest get(std::string target) { return {.method = "GET", .target = std::move(target)}; }

HttpRequest post_json(std::string target, std::string text) {
  return {.method = "POST", .target = std::move(target), .body = std::move(text)};
}

void throw_not_utf8() {
  throw Error("cannot send a request to Pebble: a name or a text in it is not UTF-8; mend it");
}

std::string go_seconds(std::int64_t ns) {
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%.3fs", static_cast<double>(ns) / 1e9);
  return text.data();
}

}  // namespace ops::pebble
