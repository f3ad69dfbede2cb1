/// Any text, as the JSON of a State, an Event or an Outcome: it is read or refused, and what was
/// read is written as what is read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "ops/base/errors.h"
#include "ops/testing/json.h"

namespace {

template <class T>
void read(const std::string& text) {
  try {
    const T value = ops::testing::from_json<T>(text);
    if (ops::testing::from_json<T>(ops::testing::to_json(value)) != value) std::abort();
  } catch (const ops::ParseError&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  read<ops::testing::State>(text);
  read<ops::testing::Event>(text);
  read<ops::testing::Outcome>(text);
  return 0;
}
