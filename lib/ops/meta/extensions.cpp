#include "ops/meta/extensions.h"

#include <algorithm>
#include <set>
#include <string>

#include "ops/meta/extension_table.h"
#include "ops/meta/load.h"

namespace ops::meta {

namespace {

using base::Yaml;

Yaml* find(Yaml& mapping, std::string_view key) { return const_cast<Yaml*>(mapping.find(key)); }

/// The mapping at a path such as "config.options"; null pointer when there is none.
const Yaml* mapping_at(const Yaml& root, std::string_view path) {
  const std::size_t dot = path.find('.');
  const Yaml* found = root.find(path.substr(0, dot));
  if (found && dot != path.npos) return mapping_at(*found, path.substr(dot + 1));
  return found && found->is_mapping() ? found : nullptr;
}

Yaml written(const std::string& text) { return base::parse_yaml(text, "an extension"); }

bool says_nothing(const Yaml& yaml) {
  return yaml.is_null() ||
         ((yaml.is_mapping() || yaml.is_sequence()) && yaml.items.empty() && yaml.entries.empty());
}

/// What the charm says itself goes before what an extension does.
void merge(Yaml& own, const Yaml& theirs) {
  if (says_nothing(own)) {
    own = theirs;
  } else if (own.is_sequence() && theirs.is_sequence()) {
    std::vector<Yaml> merged = theirs.items;
    for (const Yaml& item : own.items) {
      const auto same = [&](const Yaml& other) {
        return item.is_scalar() && other.is_scalar() && item.text == other.text;
      };
      if (std::ranges::none_of(merged, same)) merged.push_back(item);
    }
    own.items = merged;
  } else if (own.is_mapping() && theirs.is_mapping()) {
    for (const auto& [key, value] : theirs.entries) {
      if (Yaml* found = find(own, key.text))
        merge(*found, value);
      else
        own.entries.emplace_back(key, value);
    }
  }
}

// ---- What an extension adds -----------------------------------------------------------------

void fill_in(std::string& text, std::string_view word, std::string_view value) {
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + value.size()))
    text.replace(at, word.size(), value);
}

/// The options for an endpoint of the interface oauth.
Yaml oauth_options(const Extension& extension, const std::string& endpoint) {
  Yaml options = written(std::string(extension.oauth_options));
  for (auto& [option, details] : options.entries) {
    fill_in(option.text, "{endpoint}", endpoint);
    if (Yaml* fallback = find(details, "default")) fill_in(fallback->text, "{endpoint}", endpoint);
  }
  return options;
}

/// What all extensions add; words in capitals are filled in.
constexpr std::string_view kCommon = R"(
assumes: [k8s-api]
containers: {CONTAINER: {resource: IMAGE}}
resources: {IMAGE: {type: oci-image, description: FRAMEWORK application image.}}
peers: {PEER: {interface: PEER}}
requires: {logging: {interface: loki_push_api}, ingress: {interface: ingress, limit: 1}}
provides:
  metrics-endpoint: {interface: prometheus_scrape}
  grafana-dashboard: {interface: grafana_dashboard}
actions:
config: {options: }
)";

Yaml snippet(const Extension& extension, const ExtensionEdition& edition) {
  std::string common(kCommon), options;
  fill_in(common, "CONTAINER", edition.container);
  fill_in(common, "IMAGE", edition.image);
  fill_in(common, "PEER", edition.peer);
  fill_in(common, "FRAMEWORK", extension.framework);
  for (const std::string_view part : edition.options) options += part;
  Yaml all = written(common);
  *find(all, "actions") = written(std::string(extension.actions));
  *find(*find(all, "config"), "options") = written(options);
  return all;
}

void merge_oauth_options(Yaml& charmcraft, const Extension& extension, Yaml& added) {
  const Yaml* requires_ = mapping_at(charmcraft, "requires");
  if (!requires_) return;
  for (const auto& [endpoint, details] : requires_->entries) {
    const Yaml* interface = details.find("interface");
    if (interface && interface->text == "oauth")
      merge(*find(*find(added, "config"), "options"), oauth_options(extension, endpoint.text));
  }
}

// ---- The charm's bases ----------------------------------------------------------------------

/// Of "ubuntu@24.04:amd64" the base: "ubuntu@24.04". Nothing in a name without one: "amd64".
std::string base_in(std::string_view text) {
  const std::string_view base = text.substr(0, text.find(':'));
  return base.find('@') == base.npos ? std::string() : std::string(base);
}

void add_base(std::set<std::string>& bases, const std::string& base) {
  if (!base.empty()) bases.insert(base);
}

void add_bases_of_platforms(std::set<std::string>& bases, const Yaml& platforms) {
  for (const auto& [label, platform] : platforms.entries) {
    const Yaml* build_for = platform.find("build-for");
    add_base(bases, base_in(label.text));
    if (!base_in(label.text).empty() || !build_for) continue;
    add_base(bases, base_in(build_for->text));
    for (const Yaml& item : build_for->items) add_base(bases, base_in(item.text));
  }
}

/// Of the older `bases`: {name: ubuntu, channel: "22.04"}, or those under build-on.
void add_older_base(std::set<std::string>& bases, const Yaml& item) {
  const Yaml *name = item.find("name"), *channel = item.find("channel");
  if (const Yaml* build_on = item.find("build-on"))
    for (const Yaml& one : build_on->items) add_older_base(bases, one);
  else if (name && channel)
    bases.insert(name->text + '@' + channel->text);
}

std::set<std::string> bases_of(const Yaml& charmcraft) {
  std::set<std::string> bases;
  if (const Yaml* base = charmcraft.find("base"); base && !base->text.empty())
    bases.insert(base->text);
  if (const Yaml* platforms = mapping_at(charmcraft, "platforms"))
    add_bases_of_platforms(bases, *platforms);
  if (const Yaml* older = charmcraft.find("bases"))
    for (const Yaml& item : older->items) add_older_base(bases, item);
  return bases;
}

// ---- Applying one ---------------------------------------------------------------------------

/// One extension, on its way into a charmcraft.yaml.
class Application {
 public:
  Application(Yaml& charmcraft, std::string_view file, const Extension& extension, int line)
      : charmcraft_(charmcraft),
        file_(file),
        extension_(extension),
        framework_(extension.framework),
        line_(line) {}

  void apply() {
    Yaml added = snippet(extension_, edition());
    check_sections(added);
    for (const char* section : {"actions", "requires", "provides", "config.options"})
      check_names(added, section);
    check_options();
    merge_oauth_options(charmcraft_, extension_, added);
    merge(charmcraft_, added);
  }

 private:
  [[noreturn]] void fail(int line, const std::string& why) const {
    throw MetadataError(std::string(file_), line,
                        "cannot apply the extension " + std::string(extension_.name) + ": " + why);
  }

  std::string json_of(const Yaml& yaml) const {
    try {
      return base::yaml_to_json(yaml, file_);
    } catch (const base::YamlError& error) {
      fail(error.line(), error.why());
    }
  }

  const ExtensionEdition& edition() const {
    const std::set<std::string> bases = bases_of(charmcraft_);
    if (bases.size() > 1) fail(line_, "the charm has more than one base; keep one");
    if (bases.empty()) return extension_.editions[0];
    std::string known;
    for (const ExtensionEdition& edition : extension_.editions) {
      if ((' ' + std::string(edition.bases) + ' ').find(' ' + *bases.begin() + ' ') != known.npos)
        return edition;
      known += ' ' + std::string(edition.bases);
    }
    fail(line_, "it is not for '" + *bases.begin() + "'; choose one of:" + known);
  }

  void check_sections(const Yaml& added) const {
    for (const std::string_view section : {"devices", "extra-bindings", "storage"})
      if (const Yaml* own = charmcraft_.find(section))
        fail(own->line, "a charm with it has no '" + std::string(section) + "'; remove that");
    if (const Yaml* parts = mapping_at(charmcraft_, "parts"); parts && parts->find("charm"))
      fail(parts->line, "it makes the part 'charm' itself; remove that");
    for (const std::string_view section : {"containers", "resources", "peers"}) {
      const Yaml* own = charmcraft_.find(section);
      if (own && json_of(*own) != json_of(*added.find(section)))
        fail(own->line, "it says what stands under '" + std::string(section) + "'; remove that");
    }
  }

  void check_names(const Yaml& added, const std::string& section) const {
    const Yaml* own = mapping_at(charmcraft_, section);
    if (!own) return;
    for (const auto& [key, value] : own->entries)
      if (mapping_at(added, section)->find(key.text))
        fail(key.line, "it has '" + key.text + "' under '" + section +
                           "' too (overlapping keys); rename or remove that");
  }

  void check_options() const {
    const Yaml* options = mapping_at(charmcraft_, "config.options");
    if (!options) return;
    for (const auto& [key, option] : options->entries) {
      for (const std::string& prefix : {std::string("webserver-"), framework_ + '-'})
        if (key.text.starts_with(prefix))
          fail(key.line,
               "options that begin with '" + prefix + "' are its own; rename '" + key.text + "'");
      const Yaml *optional = option.find("optional"), *fallback = option.find("default");
      bool is_optional = true;
      if (optional && optional->as_bool(is_optional) && !is_optional && has_value(fallback))
        fail(key.line, "the option '" + key.text +
                           "' is not optional and has a default; remove one of these");
    }
  }

  /// What Python takes for true.
  static bool has_value(const Yaml* value) {
    bool boolean = true;
    std::int64_t integer = 1;
    double number = 1;
    if (!value || says_nothing(*value)) return false;
    if (value->is_scalar() && value->text.empty()) return false;
    if (value->as_bool(boolean)) return boolean;
    if (value->as_int(integer)) return integer != 0;
    return !value->as_float(number) || number != 0;
  }

  Yaml& charmcraft_;
  std::string_view file_;
  const Extension& extension_;
  std::string framework_;
  int line_;
};

void check_list(const Yaml& names, std::string_view file) {
  if (!names.is_sequence())
    throw MetadataError(std::string(file), names.line,
                        "cannot read extensions: expected a list, got " + names.described() +
                            "; write it as lines of '- item'");
  for (const Yaml& name : names.items)
    if (!name.is_scalar())
      throw MetadataError(std::string(file), name.line,
                          "cannot read extensions: expected text, got " + name.described() +
                              "; write the name of an extension");
}

/// An extension that a charm lists, and where.
struct Listed {
  const Extension* extension;
  int line;
};

/// Takes those that are known out of the list, in the order in which charmcraft applies them.
std::vector<Listed> take_known(std::vector<Yaml>& names) {
  std::vector<Listed> known;
  for (const Extension& extension : extensions())
    for (const Yaml& name : names)
      if (name.text == extension.name) known.push_back({&extension, name.line});
  std::erase_if(names, [](const Yaml& name) {
    return std::ranges::find(extensions(), name.text, &Extension::name) != extensions().end();
  });
  return known;
}

}  // namespace

void apply_extensions(Yaml& charmcraft, std::string_view file) {
  Yaml* listed = find(charmcraft, "extensions");
  if (!listed || listed->is_null()) return;
  check_list(*listed, file);
  const std::vector<Listed> known = take_known(listed->items);
  if (listed->items.empty())
    std::erase_if(charmcraft.entries,
                  [](const auto& entry) { return entry.first.text == "extensions"; });
  if (known.size() > 1)
    throw MetadataError(std::string(file), known[1].line,
                        "cannot apply the extension " + std::string(known[1].extension->name) +
                            ": there is " + std::string(known[0].extension->name) +
                            " already; keep one of them");
  for (const Listed& one : known) Application(charmcraft, file, *one.extension, one.line).apply();
}

}  // namespace ops::meta
