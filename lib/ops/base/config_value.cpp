#include "ops/base/config_value.h"

#include "ops/base/json.h"

namespace ops::base {

Json json_of(const ConfigValue& value) {
  if (const bool* flag = value.get_if<bool>()) return *flag;
  if (const auto* whole = value.get_if<std::int64_t>()) return *whole;
  if (const double* number = value.get_if<double>()) return *number;
  return *value.get_if<std::string>();
}

}  // namespace ops::base
