#include "ops/pebble/yaml_faults.h"

#include <algorithm>
#include <array>

namespace ops::pebble {

namespace {

using std::string, std::string_view;

/// Where the text stands that is at fault.
struct Place {
  string_view text, line;
  char last;  // that is no blank
};

Place place_of(string_view text, int line) {
  string_view rest = text;
  for (int i = 1; i < line && !rest.empty(); ++i)
    rest.remove_prefix(std::min(rest.find('\n'), rest.size() - 1) + 1);
  const std::size_t last = text.find_last_not_of(" \t\r\n");
  return {text, rest.substr(0, rest.find('\n')), last == text.npos ? '\0' : text[last]};
}

using Words = string (*)(const Place&);

string colon_words(const Place& place) {
  return place.line.starts_with('\t') ? "found character that cannot start any token"
                                      : "mapping values are not allowed in this context";
}

string flow_words(const Place& place, const char* closing) {
  const bool wants_item = place.last == '[' || place.last == '{' || place.last == ',';
  return wants_item ? "did not find expected node content"
                    : string("did not find expected ',' or '") + closing + "'";
}
string list_words(const Place& place) { return flow_words(place, "]"); }
string mapping_words(const Place& place) { return flow_words(place, "}"); }

string anchor_words(const Place& place) {
  const string_view rest = place.line.substr(std::min(place.line.find('*'), place.line.size()));
  const string_view name = rest.substr(std::min<std::size_t>(1, rest.size()));
  return "unknown anchor '" + string(name.substr(0, name.find_first_of(" \t\r,]}"))) +
         "' referenced";
}

/// What our parser's fault has in it, and what Go's says then. Go leaves out the line when it is
/// the first, except at the end of the text.
struct Row {
  string_view ours;
  Words words;
  string_view go = {};
  bool at_end = false;
};
constexpr std::array kRows = {
    Row{"illegal map value", colon_words},
    Row{"end of sequence flow", list_words, {}, true},
    Row{"end of map flow", mapping_words, {}, true},
    Row{"referenced anchor", anchor_words},
    Row{"no colon follows", nullptr, "could not find expected ':'"},
    Row{"illegal EOF", nullptr, "found unexpected end of stream"},
    Row{"check the indentation", nullptr, "did not find expected key"},
    Row{"end of map not found", nullptr, "did not find expected key"},
    Row{"cannot assign multiple", nullptr, "did not find expected key"},
    Row{"end of sequence not found", nullptr, "did not find expected '-' indicator"},
    Row{"unknown escape", nullptr, "found unknown escape character"},
    Row{"unknown token", nullptr, "found character that cannot start any token"},
    Row{"invalid unicode", nullptr, "found invalid Unicode character escape code"},
    Row{"illegal flow end", nullptr, "did not find expected node content"},
    Row{"illegal block entry", nullptr, "block sequence entries are not allowed in this context"},
    Row{"scanning hex number", nullptr, "did not find expected hexdecimal number"},
    Row{"verbatim tag", nullptr, "did not find the expected '>'"},
    Row{"in block scalar", nullptr, "did not find expected comment or line break"},
    Row{"YAML does not allow", nullptr, "control characters are not allowed"},
    Row{"not UTF-8", nullptr, "invalid leading UTF-8 octet"},
    Row{"100,000", nullptr, "document contains excessive aliasing"},
    Row{"inside what it refers to", nullptr, "anchor contains itself"},
};

/// A key that is no scalar is a fault of the type to Go.
string key_fault(const base::YamlError& error) {
  const bool list = error.why().find("a list") != string::npos;
  return "yaml: unmarshal errors:\n  line " + std::to_string(error.line()) + ": cannot unmarshal " +
         (list ? "!!seq" : "!!map") + " into string";
}

}  // namespace

string go_fault(const base::YamlError& error, string_view text) {
  if (error.why().ends_with("as a key; use text")) return key_fault(error);
  const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& one) {
    return error.why().find(one.ours) != string::npos;
  });
  const bool known = row != kRows.end();
  const bool shows_line = error.line() > 1 || (known && row->at_end);
  const string start =
      shows_line ? "yaml: line " + std::to_string(error.line()) + ": " : string("yaml: ");
  if (!known) return start + error.why();
  return start + (row->words ? row->words(place_of(text, error.line())) : string(row->go));
}

}  // namespace ops::pebble
