#include "ops/pebble/refusal.h"

#include "ops/pebble/errors.h"

namespace ops::pebble {

void refuse(const std::string& message) { throw APIError(400, "Bad Request", message); }

void refuse_layer(const std::string& message) { refuse("cannot parse layer YAML: " + message); }

}  // namespace ops::pebble
