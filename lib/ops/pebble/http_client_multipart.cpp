#include "ops/pebble/http_client_multipart.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "ops/base/clock.h"
#include "ops/pebble/errors.h"

namespace ops::pebble {

namespace {

constexpr std::string_view kLine = "\r\n";
constexpr std::string_view kType = "multipart/form-data";
constexpr std::size_t kMostHeaders = 16UL * 1024;  // of a part

/// The nanosecond in which the file is sent, of which it cannot know.
std::string new_boundary() {
  base::SystemClock clock;
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%016llx%016llx",
                static_cast<unsigned long long>(clock.since_epoch_ns()),
                static_cast<unsigned long long>(clock.monotonic_ns()));
  return text.data();
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

/// How many bytes at the end of `bytes` could be the start of `delimiter`.
std::size_t begun(std::string_view bytes, std::string_view delimiter) {
  const std::size_t most = std::min(bytes.size(), delimiter.size() - 1);
  for (std::size_t size = most; size > 0; --size)
    if (delimiter.starts_with(bytes.substr(bytes.size() - size))) return size;
  return 0;
}

}  // namespace

PostedFile::PostedFile(const std::string& metadata, std::string_view path, BodySource& content)
    : boundary_(new_boundary()), content_(&content) {
  std::string name;
  for (const char c : path) (name += c == '"' || c == '\\' ? "\\" : "") += c;
  head_ = "--" + boundary_ +
          "\r\nContent-Type: application/json\r\n"
          "Content-Disposition: form-data; name=\"request\"\r\n\r\n" +
          metadata + "\r\n--" + boundary_ +
          "\r\nContent-Type: application/octet-stream\r\n"
          "Content-Disposition: form-data; name=\"files\"; filename=\"" +
          name + "\"\r\n\r\n";
  tail_ = "\r\n--" + boundary_ + "--\r\n";
}

std::string PostedFile::content_type() const {
  return std::string(kType) + "; boundary=\"" + boundary_ + '"';
}

std::string_view PostedFile::next() {
  if (part_ == Part::head) {
    part_ = Part::content;
    return head_;
  }
  if (part_ == Part::content) {
    const std::string_view piece = content_->next();
    if (!piece.empty()) return piece;
    part_ = Part::tail;
  }
  if (part_ == Part::end) return {};
  part_ = Part::end;
  return tail_;
}

bool PulledFile::wants(int status, std::string_view content_type) {
  if (status >= 400) return false;
  if (!starts_with_any_case(content_type, kType))
    throw ProtocolError("expected Content-Type 'multipart/form-data', got '" +
                        std::string(content_type.substr(0, content_type.find(';'))) + "'");
  const std::string boundary = parameter(content_type, "boundary");
  if (boundary.empty()) throw ProtocolError("invalid boundary ''");
  delimiter_ = "\r\n--" + boundary;
  return true;
}

void PulledFile::take(std::string_view piece) {
  std::string joined;
  if (!pending_.empty()) {
    joined = std::move(pending_);
    piece = joined += piece;
  }
  while (step(piece)) {
  }
  pending_ = piece;
}

bool PulledFile::step(std::string_view& bytes) {
  switch (place_) {
    case Place::before:
      return take_boundary(bytes);
    case Place::line:
      return take_line(bytes);
    case Place::headers:
      return take_headers(bytes);
    case Place::content:
      return take_content(bytes);
    case Place::end:
      bytes = {};
  }
  return false;
}

/// What stands before the first boundary is passed over.
bool PulledFile::take_boundary(std::string_view& bytes) {
  const std::size_t at = bytes.find(delimiter_);
  const bool found = at != bytes.npos;
  bytes.remove_prefix(found ? at + delimiter_.size() : bytes.size() - begun(bytes, delimiter_));
  if (found) place_ = Place::line;
  return found;
}

/// The rest of a boundary's line.
bool PulledFile::take_line(std::string_view& bytes) {
  if (bytes.size() < 2) return false;
  if (bytes.starts_with("--")) {
    place_ = Place::end;
    return true;
  }
  const std::size_t end = bytes.find(kLine);
  if (end == bytes.npos) {
    if (bytes.size() > kMostHeaders) throw ProtocolError("header not found in multipart body");
    return false;
  }
  bytes.remove_prefix(end);  // with its break, so that no headers are an empty line
  place_ = Place::headers;
  return true;
}

bool PulledFile::take_headers(std::string_view& bytes) {
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == bytes.npos) {
    if (bytes.size() > kMostHeaders)
      throw ProtocolError("header terminator not found in multipart body");
    return false;
  }
  add_part(bytes.substr(0, end));
  bytes.remove_prefix(end + 4);
  place_ = Place::content;
  return true;
}

bool PulledFile::take_content(std::string_view& bytes) {
  const std::size_t at = bytes.find(delimiter_);
  const bool found = at != bytes.npos;
  const std::size_t size = found ? at : bytes.size() - begun(bytes, delimiter_);
  add_content(bytes.substr(0, size));
  bytes.remove_prefix(found ? at + delimiter_.size() : size);
  if (found) place_ = Place::line;
  return found;
}

void PulledFile::add_part(std::string_view headers) {
  const std::string_view line = disposition(headers);
  const std::string name = parameter(line, "name");
  if (name == "response") {
    kind_ = Kind::response;
    has_response_ = true;
    response_.clear();
  } else if (name == "files") {
    kind_ = ++files_ == 1 ? Kind::file : Kind::other_file;
    if (kind_ == Kind::file) path_ = parameter(line, "filename");
  } else {
    throw ProtocolError("unexpected name in content-disposition header: '" + name + "'");
  }
}

void PulledFile::add_content(std::string_view bytes) {
  if (bytes.empty() || kind_ == Kind::other_file) return;
  if (kind_ == Kind::file) return take_(bytes);
  if (response_.size() + bytes.size() > kMostBody)
    throw ProtocolError("the \"response\" field in multipart body is longer than 64 MiB");
  response_ += bytes;
}

const std::string& PulledFile::response() const {
  if (!has_response_) throw ProtocolError("no \"response\" field in multipart body");
  if (place_ != Place::end) throw ProtocolError("response end marker not found in multipart body");
  return response_;
}

void PulledFile::check_file(std::string_view path) const {
  if (files_ == 0) throw ProtocolError("no file content in multipart response");
  if (files_ > 1) throw ProtocolError("single file request resulted in a multi-file response");
  if (path_ != path) throw ProtocolError("path not expected: '" + path_ + "'");
}

}  // namespace ops::pebble
