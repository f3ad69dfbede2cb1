#include "ops/model/errors.h"

#include "ops/base/fields.h"

namespace ops {

OPS_KEY(PushPullFailure, source)
OPS_FIELDS(PushPullFailure, source, message, kind)

MultiPushPullError::MultiPushPullError(const std::string& message, const Failures& errors)
    : Error(message + " (" + std::to_string(errors.size()) + " errors): " + errors[0].message +
            ", ..."),
      errors_(errors) {}
MultiPushPullError::~MultiPushPullError() = default;
MultiPushPullError::MultiPushPullError(const MultiPushPullError&) = default;

}  // namespace ops
