#include "ops/model/errors.h"

#include <utility>

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

TooManyRelatedAppsError::TooManyRelatedAppsError(std::string relation_name, int num_related,
                                                 int max_supported)
    : ModelError("Too many remote applications on " + relation_name + " (" +
                 std::to_string(num_related) + " > " + std::to_string(max_supported) + ")"),
      relation_name_(std::move(relation_name)),
      num_related_(num_related),
      max_supported_(max_supported) {}
TooManyRelatedAppsError::~TooManyRelatedAppsError() = default;
TooManyRelatedAppsError::TooManyRelatedAppsError(const TooManyRelatedAppsError&) = default;

}  // namespace ops
