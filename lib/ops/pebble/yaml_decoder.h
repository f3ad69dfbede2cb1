#pragma once
/// Values from YAML, by the rules of Go's yaml.v3. For .cpp files.

#include <string>
#include <string_view>
#include <vector>

#include "ops/base/errors.h"
#include "ops/base/type.h"
#include "ops/base/yaml.h"
#include "ops/pebble/validate.h"

namespace ops::pebble {

/// What ends the reading at once, such as a duration that is none. The message is Go's.
class DecodingError : public ParseError {
 public:
  using ParseError::ParseError;
};

/// Fills values from YAML; what does not fit is left out and noted, as yaml.v3 does.
///
/// Members are found by their name with dashes: `on_success` is on-success. Any scalar may become
/// a text, as it is written. Words that no enumerator has are noted as odd.
class YamlDecoder {
 public:
  /// Whether a field that a structure does not have is an error.
  enum class Unknown { refused, ignored };

  YamlDecoder(std::string section, Unknown unknown) : section_(section), unknown_(unknown) {}

  /// Throws DecodingError.
  void decode(const base::Type& type, const base::Yaml& yaml, void* at);

  /// Whether this is a mapping without doubles; if not, that is noted. `go_type` is Go's for it.
  bool takes_mapping(const base::Yaml& yaml, std::string_view go_type);

  /// "line 3: cannot unmarshal !!seq into string", …
  const std::vector<std::string>& errors() const { return errors_; }
  const OddWords& odd_words() const { return odd_words_; }

 private:
  void decode_boxed_text(const base::Yaml& yaml, base::Shared& out);
  void decode_text(const base::Yaml& yaml, std::string_view go_type, std::string& out);
  void decode_integer(const base::Yaml& yaml, int& out);
  void decode_word(const base::Type& type, const base::Yaml& yaml, int& out);
  void decode_startup(const base::Yaml& yaml, base::Shared& out);
  void decode_optional(const base::Type& type, const base::Yaml& yaml, base::Shared& out);
  void decode_list(const base::Type& type, const base::Yaml& yaml, base::Items& out);
  void decode_map(const base::Type& type, const base::Yaml& yaml, base::Items& out);
  void decode_structure(const base::Type& type, const base::Yaml& yaml, void* at);
  void decode_field(const base::Field& field, const base::Yaml& yaml, void* at);
  base::Shared map_entry(const base::Type& entry, const base::Yaml& key, const base::Yaml& value);

  bool has_unique_keys(const base::Yaml& mapping);
  void note(const base::Yaml& at, std::string_view wanted);
  void note_odd(std::string text);

  std::string section_;
  Unknown unknown_;
  std::string entry_ = {}, field_ = {};
  std::vector<std::string> errors_ = {};
  OddWords odd_words_ = {};
};

/// The name of a member, as YAML has it.
std::string yaml_name(const base::Field& field);

/// What Go's errors call the type: "map[string]*plan.Service".
std::string go_type_name(const base::Type& type);

}  // namespace ops::pebble
