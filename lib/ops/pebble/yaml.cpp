#include "ops/pebble/yaml.h"

#include <algorithm>

#include "ops/base/algorithms.h"
#include "ops/base/type.h"
#include "ops/base/yaml.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/go_text.h"
#include "ops/pebble/parsed_layer.h"
#include "ops/pebble/refusal.h"
#include "ops/pebble/written_yaml.h"
#include "ops/pebble/yaml_decoder.h"
#include "ops/pebble/yaml_faults.h"
#include "ops/pebble/yaml_writer.h"

namespace ops::pebble {

namespace {

using base::Field, base::Yaml;
using std::string, std::string_view;

string as_one(const std::vector<string>& errors) {
  string out = "yaml: unmarshal errors:";
  for (const string& error : errors) out += "\n  " + error;
  return out;
}

/// Who is to blame, at the beginning of a message.
string section_prefix(string_view label, string_view section) {
  if (section == "pairing") return "cannot parse the pairing section: ";
  if (section == "workloads") return "cannot parse the \"workloads\" section: ";
  return "cannot parse layer " + go_quoted(label) + " section " + go_quoted(section) + ": ";
}

/// Reads the sections of a layer.
class LayerReader {
 public:
  explicit LayerReader(string_view label) : label_(label) {}

  ParsedLayer read(string_view text) {
    const Yaml document = parsed(text);
    if (document.is_null()) return {};
    check_document(document);
    for (const auto& [key, section] : document.entries)
      if (!key.is_null()) read_section(key.text, section);
    return std::move(out_);
  }

 private:
  [[noreturn]] void refuse_document(const string& why) const {
    refuse_layer("cannot parse layer " + go_quoted(label_) + ": " + why);
  }

  Yaml parsed(string_view text) const {
    try {
      return base::parse_yaml(text, "layer");
    } catch (const base::YamlError& error) {
      refuse_document(go_fault(error, text));
    }
  }

  void check_document(const Yaml& document) const {
    YamlDecoder decoder("", YamlDecoder::Unknown::refused);
    if (!decoder.takes_mapping(document, "map[string]yaml.Node"))
      refuse_document(as_one(decoder.errors()));
  }

  void read_section(const string& name, const Yaml& yaml) {
    const auto& fields = base::type_of<Layer>().fields;
    const auto field = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field& one) { return yaml_name(one) == name; });
    if (field == fields.end()) refuse_document("unknown section " + go_quoted(name));
    if (name == "pairing" && yaml.items.empty() && yaml.entries.empty()) return;
    const string prefix = section_prefix(label_, name);
    if (yaml.is_null() && yaml.text.empty()) refuse_layer(prefix + "EOF");
    decode(*field, name, yaml, prefix);
  }

  void decode(const Field& field, const string& name, const Yaml& yaml, const string& prefix) {
    YamlDecoder decoder(name, YamlDecoder::Unknown::refused);
    try {
      decoder.decode(*field.type, yaml, field.in(&out_.layer));
    } catch (const DecodingError& error) {
      refuse_layer(prefix + error.what());
    }
    if (!decoder.errors().empty()) refuse_layer(prefix + as_one(decoder.errors()));
    out_.odd_words.insert(out_.odd_words.end(), decoder.odd_words().begin(),
                          decoder.odd_words().end());
  }

  string_view label_;
  ParsedLayer out_ = {};
};

[[noreturn]] void fail_plan(const string& why) {
  throw ProtocolError("cannot read Pebble's plan: " + why + "; check that this is Pebble");
}

}  // namespace

ParsedLayer parse_layer(string_view yaml, string_view label) {
  return LayerReader(label).read(yaml);
}

Layer layer_from_yaml(string_view yaml, string_view label) {
  const ParsedLayer parsed = parse_layer(yaml, label);
  check_layer(parsed.layer, label, parsed.odd_words);
  for (const OddWord& odd : parsed.odd_words)
    if (odd.field == "override") check_overrides(parsed.layer, label, parsed.odd_words);
  return parsed.layer;
}

string to_yaml(const Layer& layer) {
  return YamlWriter(YamlWriter::For::layer).document(base::type_of<Layer>(), &layer);
}

string to_yaml(const Plan& plan) {
  return YamlWriter(YamlWriter::For::plan).document(base::type_of<Plan>(), &plan);
}

Plan plan_from_yaml(string_view yaml) {
  Plan plan;
  YamlDecoder decoder("", YamlDecoder::Unknown::ignored);
  try {
    const auto written = read_written_yaml(yaml);
    decoder.decode(base::type_of<Plan>(), written ? *written : base::parse_yaml(yaml, "plan"),
                   &plan);
  } catch (const ParseError& error) {  // YamlError, DecodingError
    fail_plan(error.what());
  }
  if (!decoder.errors().empty()) fail_plan(as_one(decoder.errors()));
  return plan;
}

}  // namespace ops::pebble
