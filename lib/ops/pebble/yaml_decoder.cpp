#include "ops/pebble/yaml_decoder.h"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>

#include "ops/base/algorithms.h"
#include "ops/base/base64.h"
#include "ops/base/items_builder.h"
#include "ops/pebble/durations.h"
#include "ops/pebble/go_text.h"
#include "ops/pebble/yaml_words.h"

namespace ops::pebble {

using base::as, base::Field, base::Items, base::Kind, base::Shared, base::Type, base::Yaml;

namespace {

struct GoName {
  std::string_view ours, go;
};
constexpr std::array kGoNames = {GoName{"Service", "plan.Service"},
                                 GoName{"Check", "plan.Check"},
                                 GoName{"HttpCheck", "plan.HTTPCheck"},
                                 GoName{"TcpCheck", "plan.TCPCheck"},
                                 GoName{"ExecCheck", "plan.ExecCheck"},
                                 GoName{"LogTarget", "plan.LogTarget"},
                                 GoName{"Override", "plan.Override"},
                                 GoName{"OnExit", "plan.ServiceAction"},
                                 GoName{"Startup", "plan.CheckStartup"},
                                 GoName{"CheckLevel", "plan.CheckLevel"},
                                 GoName{"LogTargetType", "plan.LogTargetType"},
                                 GoName{"Workload", "workloads.Workload"},
                                 GoName{"Pairing", "pairingstate.pairingConfig"},
                                 GoName{"PairingMode", "pairingstate.Mode"}};
constexpr std::string_view kServiceStartup = "plan.ServiceStartup";

constexpr std::array<std::string_view, 6> kResolvable = {"!!str",   "!!bool", "!!int",
                                                         "!!float", "!!null", "!!timestamp"};

bool is_resolvable(std::string_view tag) {
  return std::find(kResolvable.begin(), kResolvable.end(), tag) != kResolvable.end();
}

/// What a scalar means, whose tag may say so.
YamlMeaning meaning_of_scalar(const Yaml& yaml) {
  if (yaml.tag.empty()) return yaml.plain ? meaning_of(yaml.text) : YamlMeaning();
  if (yaml.tag == "!!str" || !is_resolvable(yaml.tag)) return {};
  YamlMeaning meaning = meaning_of(yaml.text);
  const std::string_view found = tag_of(meaning.word);
  if (found == yaml.tag || (found == "!!int" && yaml.tag == "!!float")) return meaning;
  throw DecodingError("yaml: cannot decode " + std::string(found) + " `" + yaml.text + "` as a " +
                      yaml.tag);
}

std::string tag_shown(const Yaml& yaml) {
  if (!yaml.tag.empty()) return yaml.tag;
  if (yaml.is_sequence()) return "!!seq";
  if (yaml.is_mapping()) return "!!map";
  return std::string(tag_of(meaning_of_scalar(yaml).word));
}

constexpr std::size_t kShownBytes = 10;

/// " `hello`", cut as Go cuts it.
std::string text_shown(const Yaml& yaml) {
  if (yaml.is_sequence() || yaml.is_mapping()) return "";
  if (yaml.text.size() <= kShownBytes) return " `" + yaml.text + "`";
  return " `" + yaml.text.substr(0, 7) + "...`";
}

std::string line_shown(const Yaml& yaml) { return "line " + std::to_string(yaml.line); }

void decode_duration(const Yaml& yaml, std::string& out) {
  if (!yaml.is_scalar()) throw DecodingError("duration must be a YAML string");
  std::int64_t ns = 0;
  if (!read_duration(yaml.text, ns))
    throw DecodingError("invalid duration " + go_quoted(yaml.text));
  out = duration_text(ns);
}

/// Pebble does not read YAML's own ".inf" and ".nan", but its plans have them (`as_written`).
Shared decoded_number(const Type& type, const Yaml& yaml, bool as_written) {
  if (!yaml.is_scalar()) throw DecodingError("value must be a YAML number");
  auto value = parse_float(yaml.text);
  if (!value && as_written && meaning_of(yaml.text).word == YamlWord::number)
    value = meaning_of(yaml.text).number;
  if (!value) throw DecodingError("invalid floating-point number " + go_quoted(yaml.text));
  return Shared(type, &*value);
}

/// A Node of its own, so that what is decoded into it can be shared when it is done.
Shared blank(const Type& type) { return Shared(base::blank_node(type)); }
void* inside(const Shared& made) { return const_cast<void*>(made.value()); }

std::string go_map_name(const Type& value) {
  if (&value == &base::type_of<Workload>()) return "workloads.WorkloadsSection";
  return (value.kind == Kind::structure ? "map[string]*" : "map[string]") + go_type_name(value);
}

}  // namespace

std::string yaml_name(const Field& field) { return base::spelled_symbol(field.key()); }

std::string go_type_name(const Type& type) {
  switch (type.kind) {
    case Kind::text:
      return "string";
    case Kind::integer:
      return "int";
    case Kind::one_of:
      return std::string(kServiceStartup);
    case Kind::box:
    case Kind::optional:
      return go_type_name(*type.parts[0]);
    case Kind::list:
      return "[]" + go_type_name(*type.parts[0]);
    case Kind::map:
      return go_map_name(*type.parts[0]->parts[1]);
    default:
      break;
  }
  const auto found = std::find_if(kGoNames.begin(), kGoNames.end(),
                                  [&](const GoName& row) { return row.ours == type.name; });
  return found == kGoNames.end() ? type.name : std::string(found->go);
}

void YamlDecoder::note(const Yaml& at, std::string_view wanted) {
  errors_.push_back(line_shown(at) + ": cannot unmarshal " + tag_shown(at) + text_shown(at) +
                    " into " + std::string(wanted));
}

void YamlDecoder::note_odd(std::string text) {
  odd_words_.push_back({section_, entry_, field_, std::move(text)});
}

bool YamlDecoder::has_unique_keys(const Yaml& mapping) {
  std::unordered_map<std::string_view, int> first_lines;
  const std::size_t before = errors_.size();
  for (const auto& [key, value] : mapping.entries) {
    const auto [first, is_new] = first_lines.emplace(key.text, key.line);
    if (!is_new)
      errors_.push_back(line_shown(key) + ": mapping key " + go_quoted(key.text) +
                        " already defined at line " + std::to_string(first->second));
  }
  return errors_.size() == before;
}

bool YamlDecoder::takes_mapping(const Yaml& yaml, std::string_view go_type) {
  if (yaml.is_mapping()) return has_unique_keys(yaml);
  note(yaml, go_type);
  return false;
}

void YamlDecoder::decode(const Type& type, const Yaml& yaml, void* at) {
  if (yaml.is_null()) return;
  switch (type.kind) {
    case Kind::text:
      return decode_text(yaml, go_type_name(type), as<std::string>(at));
    case Kind::integer:
      return decode_integer(yaml, as<int>(at));
    case Kind::symbol:
      return decode_word(type, yaml, as<int>(at));
    case Kind::one_of:
      return decode_startup(yaml, as<Shared>(at));
    case Kind::box:
      return decode_boxed_text(yaml, as<Shared>(at));
    case Kind::optional:
      return decode_optional(type, yaml, as<Shared>(at));
    case Kind::list:
      return decode_list(type, yaml, as<Items>(at));
    case Kind::map:
      return decode_map(type, yaml, as<Items>(at));
    case Kind::structure:
      return decode_structure(type, yaml, at);
    default:
      break;  // layers have no members of other kinds
  }
}

void YamlDecoder::decode_boxed_text(const Yaml& yaml, Shared& out) {
  const Shared made = blank(base::type_of<std::string>());
  decode(made.type(), yaml, inside(made));
  out = made;
}

void YamlDecoder::decode_text(const Yaml& yaml, std::string_view go_type, std::string& out) {
  if (!yaml.is_scalar()) return note(yaml, go_type);
  meaning_of_scalar(yaml);  // may throw
  out = yaml.text;
  if (yaml.tag != "!!binary") return;
  const auto bytes = base::base64_bytes(yaml.text);
  if (!bytes) throw DecodingError("yaml: !!binary value contains invalid base64 data");
  out = *bytes;
}

void YamlDecoder::decode_integer(const Yaml& yaml, int& out) {
  if (!yaml.is_scalar()) return note(yaml, "int");
  const YamlMeaning meaning = meaning_of_scalar(yaml);
  constexpr std::int64_t kLow = std::numeric_limits<int>::min();
  constexpr std::int64_t kHigh = std::numeric_limits<int>::max();
  const bool whole = meaning.word == YamlWord::integer && !meaning.too_large &&
                     meaning.integer >= kLow && meaning.integer <= kHigh;
  const bool fraction = meaning.word == YamlWord::number && meaning.number > double(kLow) - 1 &&
                        meaning.number < double(kHigh) + 1;
  if (whole)
    out = static_cast<int>(meaning.integer);
  else if (fraction)
    out = static_cast<int>(meaning.number);
  else
    note(yaml, "int");
}

void YamlDecoder::decode_word(const Type& type, const Yaml& yaml, int& out) {
  std::string text;
  decode_text(yaml, go_type_name(type), text);
  if (text.empty()) return;
  for (std::size_t i = 1; i < type.names.size(); ++i)  // 0 is `unset`
    if (base::spelled_symbol(type.names[i]) == text) {
      out = static_cast<int>(i);
      return;
    }
  note_odd(std::move(text));
}

void YamlDecoder::decode_startup(const Yaml& yaml, Shared& out) {
  std::string text;
  decode_text(yaml, kServiceStartup, text);
  if (text.empty()) return;
  const bool enabled = text == "enabled";
  const Startup word = enabled ? Startup::enabled : Startup::disabled;
  out = enabled || text == "disabled" ? Shared(base::type_of<Startup>(), &word)
                                      : Shared(base::type_of<std::string>(), &text);
}

void YamlDecoder::decode_optional(const Type& type, const Yaml& yaml, Shared& out) {
  const Type& inner = *type.parts[0];
  if (inner.kind == Kind::number) {
    out = decoded_number(inner, yaml, unknown_ == Unknown::ignored);
    return;
  }
  const std::size_t before = errors_.size();
  const Shared made = blank(inner);
  decode(inner, yaml, inside(made));
  if (errors_.size() == before) out = made;
}

void YamlDecoder::decode_list(const Type& type, const Yaml& yaml, Items& out) {
  if (!yaml.is_sequence()) return note(yaml, go_type_name(type));
  base::ItemsBuilder items;
  for (const Yaml& item : yaml.items) {
    if (item.is_null()) continue;
    const Shared made = blank(*type.parts[0]);
    decode(*type.parts[0], item, inside(made));
    items.append(made);
  }
  out = items.done();
}

void YamlDecoder::decode_map(const Type& type, const Yaml& yaml, Items& out) {
  if (!takes_mapping(yaml, go_type_name(type))) return;
  base::ItemsBuilder entries;
  for (const auto& [key, value] : yaml.entries)
    if (!key.is_null()) entries.append(map_entry(*type.parts[0], key, value));
  out = entries.done();
}

Shared YamlDecoder::map_entry(const Type& entry, const Yaml& key, const Yaml& value) {
  const Shared made = blank(entry);
  std::string& name = as<std::string>(inside(made));
  decode_text(key, "string", name);
  const bool is_entry = entry.parts[1]->kind == Kind::structure;
  if (is_entry) entry_ = name;
  if (is_entry) field_.clear();
  if (is_entry && value.is_null()) note_odd("");
  decode(*entry.parts[1], value, entry.value_in(inside(made)));
  return made;
}

void YamlDecoder::decode_structure(const Type& type, const Yaml& yaml, void* at) {
  if (!takes_mapping(yaml, go_type_name(type))) return;
  for (const auto& [key, value] : yaml.entries) {
    if (key.is_null()) continue;
    std::string name;
    decode_text(key, "string", name);
    const auto field = std::find_if(type.fields.begin(), type.fields.end(),
                                    [&](const Field& one) { return yaml_name(one) == name; });
    if (field != type.fields.end())
      decode_field(*field, value, field->in(at));
    else if (unknown_ == Unknown::refused)
      errors_.push_back(line_shown(key) + ": field " + name + " not found in type " +
                        go_type_name(type));
  }
}

void YamlDecoder::decode_field(const Field& field, const Yaml& yaml, void* at) {
  field_ = yaml_name(field);
  const Kind kind = field.type->kind;
  if (!is_duration(field.name) || (kind != Kind::text && kind != Kind::box))
    return decode(*field.type, yaml, at);
  if (yaml.is_null()) return;
  std::string duration;
  decode_duration(yaml, duration);
  if (kind == Kind::text)
    as<std::string>(at) = duration;
  else
    as<base::Text>(at) = duration;
}

}  // namespace ops::pebble
