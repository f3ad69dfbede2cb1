#pragma once
/// Patterns of file names. For .cpp files.

#include <string_view>

#include "ops/base/errors.h"

namespace ops::testing {

/// A pattern that is none: an unclosed [, a \ at the end.
class PatternError : public ParseError {
 public:
  using ParseError::ParseError;
};

/// As Go's path.Match: * and ? (which take no slash), [a-z], [^x], \ before a letter that stands
/// for itself. Throws PatternError.
bool matches_pattern(std::string_view pattern, std::string_view name);

}  // namespace ops::testing
