/// Any bytes, as the files that Pebble sends, in pieces: they are read or refused, and where they
/// are cut makes no difference. The first byte is the size of a piece.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "ops/pebble/errors.h"
#include "ops/pebble/http_client_multipart.h"

using namespace ops::pebble;

namespace {

/// All that comes of it, or why nothing does.
std::string read(std::string_view bytes, std::size_t piece) {
  std::string content;
  PulledFile file([&](std::string_view part) { content += part; });
  try {
    file.wants(200, "multipart/form-data; boundary=\"b\"");
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size())))
      file.take(bytes.substr(0, piece));
    const std::string response = file.response();
    file.check_file("/a");
    return response + '\0' + content;
  } catch (const ProtocolError& error) {
    return error.what();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  if (read(bytes, data[0] % 64 + 1UL) != read(bytes, size)) std::abort();
  try {
    PulledFile(nullptr).wants(200, std::string("multipart/form-data;") + std::string(bytes));
  } catch (const ProtocolError&) {
  }
  return 0;
}
