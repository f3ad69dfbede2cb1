#include "grafana_dashboard/content.h"

#include <lzma.h>

#include <cstdint>

#include "ops/base/base64.h"
#include "ops/base/errors.h"

namespace grafana_dashboard {

namespace {

constexpr std::uint32_t kPreset = 3;  // as the Python library compresses
constexpr std::uint64_t kMemoryLimit = 256UL * 1024 * 1024;

/// What comes out of `stream` when all of `in` goes into it; nothing when it takes offence.
bool pump(lzma_stream& stream, std::string_view in, std::string& out) {
  std::uint8_t part[4096];
  stream.next_in = reinterpret_cast<const std::uint8_t*>(in.data());
  stream.avail_in = in.size();
  lzma_ret result = LZMA_OK;
  while (result == LZMA_OK) {
    stream.next_out = part;
    stream.avail_out = sizeof part;
    result = lzma_code(&stream, LZMA_FINISH);
    out.append(reinterpret_cast<const char*>(part), sizeof part - stream.avail_out);
  }
  return result == LZMA_STREAM_END;
}

/// A stream that ends with its scope.
struct Stream {
  Stream() = default;
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { lzma_end(&stream); }
  lzma_stream stream = LZMA_STREAM_INIT;
};

}  // namespace

std::string to_content(std::string_view json) {
  Stream encoder;
  std::string xz;
  if (lzma_easy_encoder(&encoder.stream, kPreset, LZMA_CHECK_CRC64) != LZMA_OK ||
      !pump(encoder.stream, json, xz))
    throw ops::RuntimeError("cannot compress a dashboard: liblzma refuses");
  return ops::base::base64_text(xz);
}

std::string from_content(std::string_view content) {
  const auto xz = ops::base::base64_bytes(content);
  if (!xz) throw ops::ParseError("cannot read a dashboard: it is not base 64");
  Stream decoder;
  std::string json;
  if (lzma_stream_decoder(&decoder.stream, kMemoryLimit, 0) != LZMA_OK ||
      !pump(decoder.stream, *xz, json))
    throw ops::ParseError("cannot read a dashboard: it is not compressed as xz does");
  return json;
}

}  // namespace grafana_dashboard
