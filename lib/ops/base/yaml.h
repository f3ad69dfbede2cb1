#pragma once
/// A YAML document as a tree. For .cpp files.
///
/// Scalars keep their source text, because who reads them decides what a word means: Python reads
/// YAML 1.1 ("yes" is true), Pebble takes an unquoted 1.50 as the text "1.50".

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ops/base/errors.h"

namespace ops::base {

/// Text that is no YAML, or not the YAML that was expected: "charmcraft.yaml:3: <why>".
class YamlError : public ParseError {
 public:
  YamlError(std::string_view file, int line, std::string_view why);
  /// In the document, from 1; 0 when no line can be named.
  int line() const { return line_; }
  /// The message without the file and the line.
  const std::string& why() const { return why_; }

 private:
  int line_;
  std::string why_;
};

enum class YamlKind { null, scalar, sequence, mapping };

struct Yaml {
  YamlKind kind = YamlKind::null;
  std::string text = {};  ///< Of a scalar (also of a null: "", "~" or "null"), unquoted.
  bool plain = false;     ///< A scalar without quotes: "8000" is then a number, "" a null.
  std::string tag = {};   ///< "!!binary" and the like, as written; empty where none was.
  int line = 0;           ///< From 1.
  /// Tells it from the document's other nodes. An alias has that of what it refers to.
  std::size_t number = 0;
  std::vector<Yaml> items = {};                     ///< Of a sequence.
  std::vector<std::pair<Yaml, Yaml>> entries = {};  ///< Of a mapping, in order, doubles kept.

  bool is_null() const { return kind == YamlKind::null; }
  bool is_scalar() const { return kind == YamlKind::scalar; }
  bool is_sequence() const { return kind == YamlKind::sequence; }
  bool is_mapping() const { return kind == YamlKind::mapping; }

  /// The value under this key; null pointer when the key is absent or this is no mapping. Of a
  /// key that stands twice, the last one, as Python has it.
  const Yaml* find(std::string_view key) const;

  /// What PyYAML makes of this scalar (YAML 1.1); false, with `out` as it was, when it is no such.
  bool as_bool(bool& out) const;
  bool as_int(std::int64_t& out) const;
  /// Only what YAML 1.1 calls a float: 1.5, 1., .5, 1.5e+3, 1:30.5, .inf, .nan; neither 15, which
  /// is an int, nor 1e3, which is text.
  bool as_float(double& out) const;

  /// "a mapping", "a list", "null", "the text 'x'", …: for messages.
  std::string described() const;
};

/// The first document of `text`; a null for an empty one. Aliases are expanded and merge keys
/// ("<<") resolved: a merged key that the mapping has itself is left out.
///
/// `file` names the text in errors. Throws YamlError when it is not YAML or not UTF-8, when a key
/// is a mapping or a list, when an alias stands inside what it refers to, and when it would, by
/// aliases or by itself, have more than 100,000 nodes (a "bomb"), grow past 16 MiB of text, or nest
/// deeper than 100.
Yaml parse_yaml(std::string_view text, std::string_view file);

/// As above, and throws YamlError when a second document has a value.
Yaml parse_only_yaml(std::string_view text, std::string_view file);

/// As parse_yaml, and keys may be anything, as they may be in Python: its tuples can be.
Yaml parse_yaml_with_any_keys(std::string_view text, std::string_view file);

/// A YAML value as JSON by Python's reading, for values that are only handed on. A key that is no
/// text is spelled as JSON spells it: "1", "true", "null".
///
/// Throws YamlError for what JSON cannot say: .inf, .nan, an integer past 64 bits, and tags other
/// than YAML's own for text, numbers, booleans, lists and mappings.
std::string yaml_to_json(const Yaml& yaml, std::string_view file);

}  // namespace ops::base
