/// What HttpClient does with files.
#include <array>
#include <cstdio>
#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "ops/pebble/errors.h"
#include "ops/pebble/http_client.h"
#include "ops/pebble/http_client_multipart.h"
#include "ops/pebble/http_client_records.h"
#include "ops/pebble/http_client_request.h"

namespace ops::pebble {

namespace {

using Json = nlohmann::ordered_json;

/// What is not said is not sent.
Json attributes(const Optional<int>& permissions, const Owner& owner) {
  Json all = Json::object();
  std::array<char, 16> octal;
  if (permissions) {
    std::snprintf(octal.data(), octal.size(), "%03o", static_cast<unsigned>(*permissions));
    all["permissions"] = octal.data();
  }
  if (owner.user_id) all["user-id"] = *owner.user_id;
  if (owner.user) all["user"] = *owner.user;
  if (owner.group_id) all["group-id"] = *owner.group_id;
  if (owner.group) all["group"] = *owner.group;
  return all;
}

std::string text_of(const Json& json) {
  try {
    return json.dump();
  } catch (const Json::type_error&) {
    throw_not_utf8();
  }
}

/// Bytes that are all there.
class Bytes final : public BodySource {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
  std::string_view next() override { return std::exchange(bytes_, {}); }

 private:
  std::string_view bytes_;
};

/// What an istream has left.
class Stream final : public BodySource {
 public:
  explicit Stream(std::istream& stream) : stream_(&stream), buffer_(kPiece, '\0') {}

  std::string_view next() override {
    stream_->read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (stream_->bad()) throw Error("cannot push a file: its source cannot be read to its end");
    return {buffer_.data(), static_cast<std::size_t>(stream_->gcount())};
  }

 private:
  static constexpr std::size_t kPiece = 256UL * 1024;
  std::istream* stream_;
  std::string buffer_;
};

}  // namespace

void HttpClient::push(const std::string& path, std::string_view source,
                      const PushOptions& options) {
  Bytes bytes(source);
  push(path, bytes, options);
}

void HttpClient::push(const std::string& path, std::istream& source, const PushOptions& options) {
  Stream stream(source);
  push(path, stream, options);
}

void HttpClient::push(const std::string& path, BodySource& source, const PushOptions& options) {
  if (path.find_first_of("\r\n") != path.npos)
    throw ValueError("cannot push '" + path +
                     "': a form has no line breaks in its names; push it under another name, and "
                     "rename it there");
  Json file = attributes(options.permissions, options.owner);
  file["path"] = path;
  if (options.make_dirs) file["make-dirs"] = true;
  const Json metadata = {{"action", "write"}, {"files", Json::array({file})}};
  PostedFile body(text_of(metadata), path, source);
  check_path((*exchange_)({.method = "POST",
                           .target = "/v1/files",
                           .content_type = body.content_type(),
                           .source = &body}),
             path);
}

std::string HttpClient::pull(const std::string& path) {
  std::string content;
  pull(path, [&](std::string_view piece) { content += piece; });
  return content;
}

void HttpClient::pull(const std::string& path, std::ostream& to) {
  pull(path, [&](std::string_view piece) {
    if (!to.write(piece.data(), static_cast<std::streamsize>(piece.size())))
      throw Error("cannot pull '" + path +
                  "': what it goes to takes no more; see that it is open and has room");
  });
}

void HttpClient::pull(const std::string& path, const std::function<void(std::string_view)>& take) {
  HttpRequest request = get(Target("/v1/files").add("action", "read").add("path", path).text());
  request.accept = "multipart/form-data";
  PulledFile file(take);
  request.sink = &file;
  const HttpAnswer answer = (*exchange_)(request);
  check_not_refused(answer);
  file.wants(answer.status, answer.content_type);  // it was not asked for a body of no bytes
  check_path({.status = answer.status,
              .reason = answer.reason,
              .content_type = "application/json",
              .body = file.response()},
             path);
  file.check_file(path);
}

List<FileInfo> HttpClient::list_files(const std::string& path, const ListFilesOptions& options) {
  Target target("/v1/files");
  target.add("path", path);
  if (!options.pattern.empty()) target.add("pattern", options.pattern);
  if (options.itself) target.add("itself", "true");
  target.add("action", "list");
  return read_files((*exchange_)(get(target.text())));
}

void HttpClient::make_dir(const std::string& path, const MakeDirOptions& options) {
  Json dir = attributes(options.permissions, options.owner);
  dir["path"] = path;
  if (options.make_parents) dir["make-parents"] = true;
  const Json body = {{"action", "make-dirs"}, {"dirs", Json::array({dir})}};
  check_path((*exchange_)(post("/v1/files", body)), path);
}

void HttpClient::remove_path(const std::string& path, const RemovePathOptions& options) {
  Json item = {{"path", path}};
  if (options.recursive) item["recursive"] = true;
  const Json body = {{"action", "remove"}, {"paths", Json::array({item})}};
  check_path((*exchange_)(post("/v1/files", body)), path);
}

}  // namespace ops::pebble
