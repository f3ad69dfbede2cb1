#include "ops/pebble/errors.h"

#include <utility>

namespace ops::pebble {

APIError::APIError(int code, std::string status, std::string message, std::string kind)
    : Error(std::move(message)), code_(code), status_(std::move(status)), kind_(std::move(kind)) {}
APIError::~APIError() = default;
APIError::APIError(const APIError&) = default;

PathError::PathError(std::string kind, std::string message)
    : Error(kind + " - " + message), kind_(std::move(kind)), text_(std::move(message)) {}
PathError::~PathError() = default;
PathError::PathError(const PathError&) = default;

ChangeError::ChangeError(std::string err, std::string change_id, std::string message)
    : Error(std::move(message)), err_(std::move(err)), change_id_(std::move(change_id)) {}
ChangeError::~ChangeError() = default;
ChangeError::ChangeError(const ChangeError&) = default;

}  // namespace ops::pebble
