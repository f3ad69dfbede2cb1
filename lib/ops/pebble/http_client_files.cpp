/// What HttpClient does with files.
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

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

}  // namespace

void HttpClient::push(const std::string& path, std::string_view source,
                      const PushOptions& options) {
  Json file = attributes(options.permissions, options.owner);
  file["path"] = path;
  if (options.make_dirs) file["make-dirs"] = true;
  const Json metadata = {{"action", "write"}, {"files", Json::array({file})}};
  check_path((*exchange_)(post_file(text_of(metadata), path, source)), path);
}

std::string HttpClient::pull(const std::string& path) {
  HttpRequest request = get(Target("/v1/files").add("action", "read").add("path", path).text());
  request.accept = "multipart/form-data";
  request.has_files = true;
  const HttpAnswer answer = (*exchange_)(request);
  check_not_refused(answer);
  const PulledFiles pulled = read_multipart(answer);
  if (pulled.response.empty()) throw ProtocolError("no \"response\" field in multipart body");
  check_path({.status = answer.status,
              .reason = answer.reason,
              .content_type = "application/json",
              .body = std::string(pulled.response)},
             path);
  if (pulled.files.empty()) throw ProtocolError("no file content in multipart response");
  if (pulled.files.size() > 1)
    throw ProtocolError("single file request resulted in a multi-file response");
  if (pulled.files[0].path != path)
    throw ProtocolError("path not expected: '" + pulled.files[0].path + "'");
  return std::string(pulled.files[0].content);
}

List<FileInfo> HttpClient::list_files(const std::string& path, const ListFilesOptions& options) {
  Target target("/v1/files");
  target.add("action", "list").add("path", path);
  if (!options.pattern.empty()) target.add("pattern", options.pattern);
  if (options.itself) target.add("itself", "true");
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
