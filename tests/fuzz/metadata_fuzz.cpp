/// Any text, as a charm's metadata: it is read or refused.
#include <cstddef>
#include <cstdint>

#include "ops/meta/load.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    ops::meta::parse({.metadata = text});
  } catch (const ops::meta::MetadataError&) {
  }
  try {
    ops::meta::parse_charmcraft(text);
  } catch (const ops::meta::MetadataError&) {
  }
  try {
    ops::meta::parse({.metadata = "name: demo", .config = text, .actions = text});
  } catch (const ops::meta::MetadataError&) {
  }
  return 0;
}
