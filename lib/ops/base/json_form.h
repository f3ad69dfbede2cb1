#pragma once
/// JSON of a format that somebody else has written down. For .cpp files.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "ops/base/shared.h"
#include "ops/base/type.h"

namespace ops::base {

/// Where JSON says otherwise than the types' tables do. By default, nowhere.
struct JsonForm {
  /// A OneOf of aggregates: the members of the one that it holds, and `key` with that one's name.
  struct Tag {
    const Type* one_of;
    std::string_view key;
    std::vector<std::string_view> names;  ///< In the order of the alternatives.
  };
  /// A map as a list in the map's order: objects of a key and a value under these names.
  struct Rows {
    const Type* map;
    std::string_view key;
    std::string_view value;
  };

  std::vector<Tag> tags = {};
  std::vector<Rows> rows = {};
  std::vector<const Type*> dashed = {};  ///< From these down, keys have '-' where members have '_'.
  /// As ops has them: durations are seconds, a time without an offset is in UTC, and what is
  /// `unset` is an empty text.
  bool as_ops = false;
  bool defaults = false;  ///< Whether members that have their default are written, too.

  bool is_dashed(const Type& type) const {
    return std::ranges::find(dashed, &type) != dashed.end();
  }
};

/// The member's key, with '-' for '_' where keys are `dashed`.
std::string key_of(const Field& field, bool dashed);

std::string to_json(const Type& type, const void* value, const JsonForm& form);
/// Throws ParseError.
Shared from_json(const Type& type, std::string_view text, const JsonForm& form);

/// What reads and writes JSON calls itself for each level.
constexpr std::size_t kDeepestJson = 1000;
bool is_too_deep(std::string_view text);

}  // namespace ops::base
