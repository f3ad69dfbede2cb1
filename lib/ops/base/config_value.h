#pragma once
/// The value of one of a charm's options.

#include "ops/base/value.h"

namespace ops::base {

/// A bool, an integer, a double or a string.
class ConfigValue : public OneOf<bool, std::int64_t, double, std::string> {
 public:
  ConfigValue() = default;
  ConfigValue(bool value) : OneOf(value) {}
  ConfigValue(int value) : OneOf(std::int64_t{value}) {}
  ConfigValue(std::int64_t value) : OneOf(value) {}
  ConfigValue(double value) : OneOf(value) {}
  ConfigValue(const char* value) : OneOf(std::string(value)) {}
  ConfigValue(const std::string& value) : OneOf(value) {}
  template <class T>
  ConfigValue(const T*) = delete;  // not a bool
  ConfigValue(std::nullptr_t) = delete;
};

class Json;
/// Throws ParseError for what JSON cannot write (see json.h).
Json json_of(const ConfigValue& value);

using Config = Map<std::string, ConfigValue>;

}  // namespace ops::base
