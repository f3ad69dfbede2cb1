#include "ops/pebble/http_client_multipart.h"

#include <array>
#include <cstdio>

#include "ops/pebble/errors.h"

namespace ops::pebble {

namespace {

constexpr std::string_view kLine = "\r\n";

/// 32 digits, as Pebble wants at least, that do not stand in `source`.
std::string boundary_for(std::string_view source) {
  for (unsigned number = 0;; ++number) {
    std::array<char, 40> text;
    std::snprintf(text.data(), text.size(), "%032x", number);
    if (source.find(text.data()) == source.npos) return text.data();
  }
}

/// What comes before the first `end`, and takes both off `text`; throws when there is none.
std::string_view take_until(std::string_view& text, std::string_view end, const char* what) {
  const std::size_t at = text.find(end);
  if (at == text.npos) throw ProtocolError(std::string(what) + " not found in multipart body");
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at + end.size());
  return taken;
}

bool starts_with_any_case(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != lower[i]) return false;
  }
  return true;
}

/// The value of `name` in a header's `a; name="value"; ...`; empty where there is none.
std::string parameter(std::string_view header, std::string_view name) {
  const std::string wanted = std::string(name) + '=';
  std::size_t at = header.find(wanted);
  while (at != header.npos && at > 0 && header[at - 1] != ' ' && header[at - 1] != ';')
    at = header.find(wanted, at + 1);
  if (at == header.npos) return {};
  header.remove_prefix(at + wanted.size());
  if (!header.starts_with('"')) return std::string(header.substr(0, header.find(';')));
  std::string value;
  for (std::size_t i = 1; i < header.size() && header[i] != '"'; ++i) {
    if (header[i] == '\\' && i + 1 < header.size()) ++i;
    value += header[i];
  }
  return value;
}

std::string boundary_of(const HttpAnswer& answer) {
  constexpr std::string_view kType = "multipart/form-data";
  if (!starts_with_any_case(answer.content_type, kType))
    throw ProtocolError("expected Content-Type 'multipart/form-data', got '" +
                        answer.content_type.substr(0, answer.content_type.find(';')) + "'");
  std::string boundary = parameter(answer.content_type, "boundary");
  if (boundary.empty()) throw ProtocolError("invalid boundary ''");
  return boundary;
}

/// The line that says which part this is.
std::string_view disposition(std::string_view headers) {
  constexpr std::string_view kName = "content-disposition:";
  while (!headers.empty()) {
    const std::size_t end = std::min(headers.find(kLine), headers.size());
    const std::string_view line = headers.substr(0, end);
    if (starts_with_any_case(line, kName)) return line;
    headers.remove_prefix(std::min(end + kLine.size(), headers.size()));
  }
  return {};
}

void add_part(std::string_view headers, std::string_view content, PulledFiles& to) {
  const std::string_view line = disposition(headers);
  const std::string name = parameter(line, "name");
  if (name == "response")
    to.response = content;
  else if (name == "files")
    to.files.push_back({parameter(line, "filename"), content});
  else
    throw ProtocolError("unexpected name in multipart body: '" + name + "'");
}

}  // namespace

HttpRequest post_file(const std::string& metadata, std::string_view path, std::string_view source) {
  const std::string boundary = boundary_for(source);
  std::string name;
  for (const char c : path) (name += c == '"' ? "\\" : "") += c;
  std::string body = "--" + boundary +
                     "\r\nContent-Type: application/json\r\n"
                     "Content-Disposition: form-data; name=\"request\"\r\n\r\n" +
                     metadata + "\r\n--" + boundary +
                     "\r\nContent-Type: application/octet-stream\r\n"
                     "Content-Disposition: form-data; name=\"files\"; filename=\"" +
                     name + "\"\r\n\r\n";
  ((body += source) += "\r\n--") += boundary + "--\r\n";
  return {.method = "POST",
          .target = "/v1/files",
          .body = std::move(body),
          .content_type = "multipart/form-data; boundary=\"" + boundary + '"',
          .has_files = true};
}

PulledFiles read_multipart(const HttpAnswer& answer) {
  const std::string delimiter = "\r\n--" + boundary_of(answer);
  std::string_view body = answer.body;
  PulledFiles pulled;
  // The first delimiter lacks its line break where nothing stands before it.
  if (!body.starts_with(std::string_view(delimiter).substr(kLine.size())))
    take_until(body, delimiter, "first boundary");
  else
    body.remove_prefix(delimiter.size() - kLine.size());
  while (!body.starts_with("--")) {
    take_until(body, kLine, "header");
    const std::string_view headers = take_until(body, "\r\n\r\n", "header terminator");
    add_part(headers, take_until(body, delimiter, "response end marker"), pulled);
  }
  return pulled;
}

}  // namespace ops::pebble
