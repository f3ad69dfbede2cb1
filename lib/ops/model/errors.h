#pragma once
/// What the model can throw beside ModelError.

#include "ops/juju/errors.h"

namespace ops {

/// A status that Juju does not let a charm set. `ops.InvalidStatusError`.
class InvalidStatusError : public ModelError {
 public:
  using ModelError::ModelError;
};

}  // namespace ops
