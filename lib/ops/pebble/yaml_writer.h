#pragma once
/// Values as YAML, by their Type. For .cpp files.

#include <string_view>

#include "ops/base/shared.h"
#include "ops/base/type.h"
#include "ops/pebble/yaml_emitter.h"

namespace ops::pebble {

/// Writes the members of an aggregate that say something, under their names with dashes, in their
/// order; the entries of maps by name.
class YamlWriter {
 public:
  /// As Pebble writes a plan: a log target's type, location and services also when they are
  /// empty, and with yaml.v3's slips. Or what is sent to it.
  enum class For { plan, layer };
  explicit YamlWriter(For what)
      : what_(what),
        out_(what == For::plan ? YamlEmitter::Slips::kept : YamlEmitter::Slips::avoided) {}

  /// A whole document; `structure` is the Type of what is at `value`.
  std::string document(const base::Type& structure, const void* value);

 private:
  void value(const base::Type& type, const void* value, int indent);
  void fields(const base::Type& structure, const void* value, int indent);
  void list(const base::Items& items, int indent);
  void map(const base::Items& items, int indent);
  bool is_written(const base::Type& structure, const base::Field& field, const void* value) const;

  For what_;
  YamlEmitter out_;
};

}  // namespace ops::pebble
