#pragma once
/// What asking Juju can throw.

#include "ops/base/errors.h"

namespace ops {

/// Juju refused, or could not do, what the charm asked. what() is the hook tool's own message.
class ModelError : public Error {
 public:
  using Error::Error;
};

}  // namespace ops
