#include "ops/testing/fakes/glob.h"

#include "ops/pebble/go_text.h"

namespace ops::testing {

namespace {

[[noreturn]] void fail() { throw PatternError("syntax error in pattern"); }

char32_t take_rune(std::string_view& text) {
  const pebble::Rune rune = pebble::first_rune(text);
  text.remove_prefix(rune.bytes);
  return rune.point;
}

/// One end of a range in [...].
char32_t take_bound(std::string_view& pattern) {
  if (pattern.empty() || pattern[0] == '-' || pattern[0] == ']') fail();
  if (pattern[0] == '\\') pattern.remove_prefix(1);
  if (pattern.empty()) fail();
  const char32_t bound = take_rune(pattern);
  if (pattern.empty()) fail();
  return bound;
}

/// Behind its [; takes it up to its ].
bool take_class(std::string_view& pattern, char32_t rune) {
  const bool negated = pattern.starts_with('^');
  if (negated) pattern.remove_prefix(1);
  bool found = false;
  for (bool any = false; !any || !pattern.starts_with(']'); any = true) {
    const char32_t low = take_bound(pattern);
    char32_t high = low;
    if (pattern.starts_with('-')) {
      pattern.remove_prefix(1);
      high = take_bound(pattern);
    }
    found = found || (low <= rune && rune <= high);
  }
  pattern.remove_prefix(1);
  return found != negated;
}

/// Takes one thing other than a star from the front; whether it fits `rune`.
bool take_one(std::string_view& pattern, char32_t rune) {
  const char32_t wanted = take_rune(pattern);
  if (wanted == '?') return rune != '/';
  if (wanted == '[') return take_class(pattern, rune);
  if (wanted != '\\') return wanted == rune;
  if (pattern.empty()) fail();
  return take_rune(pattern) == rune;
}

void check_rest(std::string_view pattern) {
  while (!pattern.empty())
    if (pattern[0] == '*')
      pattern.remove_prefix(1);
    else
      take_one(pattern, 0);
}

}  // namespace

bool matches_pattern(std::string_view pattern, std::string_view name) {
  check_rest(pattern);
  std::string_view star_pattern, star_name;
  bool star = false;
  while (true) {
    if (pattern.starts_with('*')) {
      pattern.remove_prefix(1);
      star = true;
      star_pattern = pattern;
      star_name = name;
      continue;
    }
    if (name.empty() && pattern.empty()) return true;
    if (!name.empty() && !pattern.empty() && take_one(pattern, take_rune(name))) continue;
    if (!star || star_name.empty() || star_name[0] == '/') return false;
    take_rune(star_name);
    pattern = star_pattern;
    name = star_name;
  }
}

}  // namespace ops::testing
