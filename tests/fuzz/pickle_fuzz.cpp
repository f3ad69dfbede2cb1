/// Any bytes, as a pickle: they are read or refused; what is read is written and read back the
/// same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "ops/store/pickle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const ops::store::Snapshot snapshot = ops::store::unpickled(bytes);
    if (ops::store::unpickled(ops::store::pickled(snapshot)) != snapshot) std::abort();
  } catch (const ops::store::PickleError&) {
  }
  return 0;
}
