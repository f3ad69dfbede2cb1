#include "ops/juju/errors.h"

#include <utility>

namespace ops {

ModelError::ModelError(std::string message, std::string note)
    : Error(std::move(message)), note_(std::move(note)) {}
ModelError::~ModelError() = default;
ModelError::ModelError(const ModelError&) = default;

}  // namespace ops
