#pragma once
/// A struct of an author's own from values by name, and back: options, an action's parameters, a
/// relation's data.
///
///     struct Settings {
///       int port = 80;
///       std::string log_level = "info";
///       static constexpr ops::base::Alias ops_aliases[] = {{"log_level", "level"}};  // if any
///       void validate() const;  // if there is anything to check: throws ops::ValueError
///       OPS_VALUE(Settings);
///     };
///     OPS_FIELDS(Settings, port, log_level)  // in its .cpp, which includes ops/base/fields.h

#include "ops/base/errors.h"
#include "ops/base/json.h"

namespace ops::base {

/// A member of the struct that Juju knows by another name.
struct Alias {
  std::string_view member;
  std::string_view name;
};

/// What loading needs to know of a struct.
struct TypedClass {
  const Type& type;
  const Alias* aliases;
  std::size_t alias_count;
  void (*validate)(const void* value);
};

template <class T>
void validate_if_it_can(const void* value) {
  if constexpr (requires(const T& v) { v.validate(); }) static_cast<const T*>(value)->validate();
}

template <class T>
TypedClass typed_class() {
  TypedClass all{type_of<T>(), nullptr, 0, validate_if_it_can<T>};
  if constexpr (requires { T::ops_aliases; }) {
    all.aliases = T::ops_aliases;
    all.alias_count = sizeof T::ops_aliases / sizeof(Alias);
  }
  return all;
}

/// Whether the struct has a member that Juju knows by this name.
bool has_member(const TypedClass& of, std::string_view name);

/// The struct that `values` make; a value that it has no member for is passed over, and a member
/// that has no value keeps its default. Throws ParseError for a value of the wrong type and for a
/// Required member without one, and what validate() throws.
Shared load_typed(const TypedClass& of, const Map<std::string, Json>& values);

/// Every member's value by Juju's name for it, in alphabetical order of the members.
Map<std::string, Json> save_typed(const TypedClass& of, const void* value);

}  // namespace ops::base
