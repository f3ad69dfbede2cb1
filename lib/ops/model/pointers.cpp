#include "ops/model/pointers.h"

#include "ops/base/errors.h"

namespace ops {

void refuse_index(std::size_t index, std::size_t size) {
  throw LookupError("cannot get item " + std::to_string(index) + ": there are " +
                    std::to_string(size));
}

}  // namespace ops
