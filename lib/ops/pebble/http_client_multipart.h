#pragma once
/// Files on their way to Pebble and back: MIME's multipart/form-data. For HttpClient's .cpp files.

#include <string>
#include <string_view>
#include <vector>

#include "ops/pebble/http_client_exchange.h"

namespace ops::pebble {

/// POST /v1/files of one file. `metadata` is JSON.
HttpRequest post_file(const std::string& metadata, std::string_view path, std::string_view source);

/// What came for GET /v1/files.
struct PulledFiles {
  struct File {
    std::string path;
    std::string_view content;  ///< In the answer's body.
  };
  std::string_view response = {};  ///< JSON, in the answer's body; empty where it is missing.
  std::vector<File> files = {};
};

/// Throws ProtocolError when `answer` is no multipart/form-data, or not as Pebble sends it.
PulledFiles read_multipart(const HttpAnswer& answer);

}  // namespace ops::pebble
