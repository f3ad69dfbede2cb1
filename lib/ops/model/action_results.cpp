#include "ops/model/action_results.h"

#include <algorithm>

#include "ops/base/errors.h"
#include "ops/base/text.h"

namespace ops {

namespace {

using base::python_quoted;
using Flat = base::Map<std::string, std::string>;

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

void check_key(const std::string& given) {
  const std::string_view key = base::without_last_newline(given);
  if (key.empty() || !is_plain(key.front()) || !is_plain(key.back()) ||
      !std::ranges::all_of(key, [](char c) { return is_plain(c) || c == '-' || c == '.'; }))
    throw ValueError("key " + python_quoted(given) +
                     " is invalid: must be similar to 'key', 'some-key2', or 'some.key'");
}

void add(const std::string& own, const base::Plain& value, const std::string& parent, Flat& all) {
  check_key(own);
  const std::string key = parent.empty() ? own : parent + '.' + own;
  if (value.kind() == base::PlainKind::dict) {
    for (const auto& [name, part] : value.entries()) add(name.as_string(), part, key, all);
    return;
  }
  if (all.contains(key))
    throw ValueError("duplicate key detected in dictionary passed to 'action-set': " +
                     python_quoted(key));
  const bool is_text = value.kind() == base::PlainKind::text;
  all = all.with(key, is_text ? value.as_string() : value.to_python());
}

}  // namespace

Flat flattened_results(const base::Map<std::string, base::Plain>& results) {
  Flat all;
  for (const auto& [key, value] : results) add(key, value, "", all);
  return all;
}

}  // namespace ops
