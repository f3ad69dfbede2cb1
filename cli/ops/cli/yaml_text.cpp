#include "ops/cli/yaml_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "ops/base/json.h"

namespace ops::cli {

namespace {

using base::Yaml, base::YamlError, base::YamlKind;
using Member = std::pair<Yaml, Yaml>;

/// YAML's own, which every reader knows.
constexpr std::array<std::string_view, 5> kTags = {"!!str", "!!int", "!!float", "!!bool", "!!null"};

std::string quoted(std::string_view text) { return base::Json(text).text(); }

class Writer {
 public:
  explicit Writer(std::string_view file) : file_(file) {}

  std::string text = {};

  /// After a key's colon or an item's dash: on the same line, or on lines of its own.
  void write(const Yaml& yaml, std::size_t indent) {
    check_tag(yaml);
    if (yaml.is_mapping() && !yaml.entries.empty()) return write_mapping(yaml, indent);
    if (yaml.is_sequence() && !yaml.items.empty()) return write_sequence(yaml, indent);
    text += " " + (yaml.is_mapping() ? "{}" : yaml.is_sequence() ? "[]" : scalar(yaml)) + "\n";
  }

  void write_mapping(const Yaml& mapping, std::size_t indent) {
    if (!text.empty()) text += '\n';
    for (const Member* member : sorted(mapping)) {
      text += std::string(indent, ' ') + scalar(member->first) + ":";
      write(member->second, indent + 2);
    }
  }

 private:
  void write_sequence(const Yaml& sequence, std::size_t indent) {
    text += '\n';
    for (const Yaml& item : sequence.items) {
      text += std::string(indent, ' ') + "-";
      write(item, indent + 2);
    }
  }

  std::string scalar(const Yaml& yaml) const {
    check_tag(yaml);
    const std::string tag = yaml.tag.empty() ? "" : yaml.tag + " ";
    if (yaml.is_null()) return tag + "null";
    const bool as_written = yaml.plain && yaml.text.find('\n') == std::string::npos;
    return tag + (as_written ? yaml.text : quoted(yaml.text));
  }

  void check_tag(const Yaml& yaml) const {
    if (yaml.tag.empty() || std::ranges::find(kTags, yaml.tag) != kTags.end()) return;
    throw YamlError(file_, yaml.line, "the tag " + yaml.tag + " is not for a charm; leave it out");
  }

  std::vector<const Member*> sorted(const Yaml& mapping) const {
    std::vector<const Member*> members;
    for (const Member& member : mapping.entries) members.push_back(&member);
    std::ranges::stable_sort(members, {}, [](const Member* m) { return m->first.text; });
    const auto twice = std::ranges::adjacent_find(
        members, {}, [](const Member* m) { return std::string_view(m->first.text); });
    if (twice != members.end())
      throw YamlError(file_, (*(twice + 1))->first.line,
                      "'" + (*twice)->first.text + "' stands twice; keep one of them");
    return members;
  }

  std::string_view file_;
};

}  // namespace

std::string yaml_text(const Yaml& mapping, std::string_view file) {
  if (mapping.entries.empty()) return "{}\n";
  Writer writer(file);
  writer.write_mapping(mapping, 0);
  return writer.text;
}

Yaml yaml_string(std::string_view text) {
  Yaml yaml;
  yaml.kind = YamlKind::scalar;
  yaml.text = text;
  return yaml;
}

void add_entry(Yaml& mapping, std::string_view key, Yaml value) {
  mapping.kind = YamlKind::mapping;
  Yaml name = yaml_string(key);
  name.plain = true;
  mapping.entries.emplace_back(std::move(name), std::move(value));
}

}  // namespace ops::cli
