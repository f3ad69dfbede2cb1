#include "ops/cli/charm_files.h"

#include <algorithm>
#include <array>

#include "ops/base/iso_time.h"
#include "ops/cli/errors.h"
#include "ops/cli/yaml_text.h"
#include "ops/version.h"

namespace ops::cli {

namespace {

using base::Yaml, base::YamlKind;

constexpr const char* kCharmcraft = "charmcraft.yaml";

/// Sections that are metadata.yaml's under the same name.
constexpr std::array<std::string_view, 15> kMetadata = {
    "name",       "summary",   "description",    "assumes",     "charm-user",
    "containers", "devices",   "extra-bindings", "peers",       "provides",
    "requires",   "resources", "storage",        "subordinate", "terms"};

std::string at(const Yaml& yaml) {
  return std::string(kCharmcraft) + ":" + std::to_string(yaml.line);
}

/// The value of a key; null pointer when it is absent or null.
const Yaml* value_of(const Yaml& mapping, std::string_view key) {
  const Yaml* found = mapping.find(key);
  return found != nullptr && !found->is_null() ? found : nullptr;
}

/// As pydantic writes a URL: with a path, if only "/".
Yaml url(const Yaml& yaml) {
  if (yaml.is_sequence()) {
    Yaml urls = yaml;
    for (Yaml& item : urls.items) item = url(item);
    return urls;
  }
  std::string text = yaml.text;
  const auto scheme = text.find("://");
  if (!yaml.is_scalar() || scheme == std::string::npos)
    throw CliError(at(yaml) + ": cannot pack: links: a URL is wanted, not " + yaml.described() +
                   "; begin it with https://");
  const auto end = text.find_first_of("/?#", scheme + 3);
  if (end == std::string::npos)
    text += '/';
  else if (text[end] != '/')
    text.insert(end, 1, '/');
  return yaml_string(text);
}

Yaml as_list(const Yaml& yaml) {
  if (yaml.is_sequence()) return yaml;
  Yaml list;
  list.kind = YamlKind::sequence;
  list.items = {yaml};
  return list;
}

void add_links(const Yaml& links, Yaml& metadata) {
  struct Link {
    std::string_view key, in_metadata;
    Yaml (*value)(const Yaml&);
  };
  static constexpr std::array<Link, 5> table = {{{"contact", "maintainers", as_list},
                                                 {"documentation", "docs", url},
                                                 {"issues", "issues", url},
                                                 {"source", "source", url},
                                                 {"website", "website", url}}};
  for (const Link& link : table)
    if (const Yaml* found = value_of(links, link.key))
      add_entry(metadata, link.in_metadata, link.value(*found));
}

std::string metadata_text(const Yaml& charmcraft) {
  Yaml metadata;
  for (const std::string_view key : kMetadata)
    if (const Yaml* found = value_of(charmcraft, key)) add_entry(metadata, key, *found);
  if (const Yaml* title = value_of(charmcraft, "title"))
    add_entry(metadata, "display-name", *title);
  if (const Yaml* links = value_of(charmcraft, "links")) add_links(*links, metadata);
  return yaml_text(metadata, kCharmcraft);
}

bool is_empty(const Yaml& yaml) {
  return yaml.is_null() || (yaml.is_mapping() && yaml.entries.empty());
}

/// Appends config.yaml or actions.yaml, unless there is nothing to say.
void add_section(const Yaml& charmcraft, const std::string& section,
                 const std::optional<std::string>& own, std::vector<Entry>& files) {
  const std::string file = section + ".yaml";
  const Yaml* inside = charmcraft.find(section);
  if (own && inside != nullptr)
    throw CliError(at(*inside) + ": cannot pack: " + section + " stands here and in " + file +
                   " too; keep one of them");
  if (own && !is_empty(base::parse_only_yaml(*own, file))) files.push_back({file, *own});
  if (inside != nullptr && !is_empty(*inside))
    files.push_back({file, yaml_text(*inside, kCharmcraft)});
}

void check_no_key_in_both(const Yaml& charmcraft, const std::string& metadata_text) {
  const Yaml metadata = base::parse_only_yaml(metadata_text, "metadata.yaml");
  for (const std::string_view key : {"name", "summary", "description"}) {
    const Yaml* inside = charmcraft.find(key);
    if (inside != nullptr && metadata.find(key) != nullptr)
      throw CliError(at(*inside) + ": cannot pack: " + std::string(key) +
                     " stands here and in metadata.yaml too; keep one of them");
  }
}

// ---- manifest.yaml --------------------------------------------------------------------------

/// "ubuntu@24.04:amd64", or a part of it.
struct Target {
  std::optional<CharmBase> base = {};
  std::string architecture = {};
};

Target target_from(std::string_view text) {
  Target target;
  const auto name_end = text.find('@');
  if (name_end != text.npos) {
    const auto channel_end = std::min(text.find(':', name_end), text.size());
    target.base = CharmBase{std::string(text.substr(0, name_end)),
                            std::string(text.substr(name_end + 1, channel_end - name_end - 1))};
    text.remove_prefix(std::min(channel_end + 1, text.size()));
  }
  target.architecture = text;
  return target;
}

/// What a platform is built for: said by build-for, or by its name alone.
Target target_of(const Yaml& name, const Yaml& platform) {
  const Target named = target_from(name.text);
  const Yaml* build_for = value_of(platform, "build-for");
  if (build_for == nullptr) return named;
  if (build_for->is_sequence() && build_for->items.size() != 1)
    throw CliError(at(*build_for) + ": cannot pack: platforms." + name.text +
                   ".build-for names several; name one");
  Target target =
      target_from(build_for->is_sequence() ? build_for->items[0].text : build_for->text);
  if (named.base) target.base = named.base;
  return target;
}

[[noreturn]] void fail_without_platform(const Yaml& at_yaml, const std::string& architecture) {
  throw CliError(at(at_yaml) + ": cannot pack: platforms has none for " + architecture +
                 ", which the program is for; add 'ubuntu@24.04:" + architecture + ":'");
}

Yaml base_entry(const CharmBase& base, const std::string& architecture) {
  Yaml entry;
  add_entry(entry, "name", yaml_string(base.name));
  add_entry(entry, "channel", yaml_string(base.channel));
  add_entry(entry, "architectures", as_list(yaml_string(architecture)));
  return entry;
}

/// charmcraft's words for a program that it does not know.
Yaml unknown_attribute(std::string_view name) {
  Yaml attribute;
  add_entry(attribute, "name", yaml_string(name));
  add_entry(attribute, "result", yaml_string("unknown"));
  return attribute;
}

/// "2026-11-23T00:35:00Z"
std::string iso_text(std::int64_t seconds) {
  constexpr std::int64_t ns = 1'000'000'000;
  return base::iso_time(seconds * ns) + "Z";
}

}  // namespace

bool is_charm_name(std::string_view name) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto fits = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; };
  return !name.empty() && is_letter(name[0]) && name.back() != '-' &&
         name.find("--") == name.npos && std::ranges::all_of(name, fits);
}

std::vector<Entry> juju_files(const SourceTexts& texts) {
  const Yaml charmcraft = base::parse_only_yaml(texts.charmcraft, kCharmcraft);
  if (const Yaml* extensions = value_of(charmcraft, "extensions"))
    throw CliError(at(*extensions) +
                   ": cannot pack: extensions bring a charm that is written in Python; "
                   "write their sections out, with charmcraft expand-extensions");
  std::vector<Entry> files;
  if (texts.metadata) check_no_key_in_both(charmcraft, *texts.metadata);
  files.push_back({"metadata.yaml", texts.metadata ? *texts.metadata : metadata_text(charmcraft)});
  add_section(charmcraft, "config", texts.config, files);
  add_section(charmcraft, "actions", texts.actions, files);
  return files;
}

std::vector<CharmBase> bases_for(const Yaml& charmcraft, const std::string& architecture) {
  const Yaml* platforms = value_of(charmcraft, "platforms");
  if (platforms == nullptr || !platforms->is_mapping())
    fail_without_platform(platforms ? *platforms : charmcraft, architecture);
  const Yaml* common = value_of(charmcraft, "base");
  std::vector<CharmBase> bases;
  for (const auto& [name, platform] : platforms->entries) {
    Target target = target_of(name, platform);
    if (target.architecture != architecture) continue;
    if (common != nullptr) target.base = target_from(common->text).base;
    if (!target.base)
      throw CliError(at(name) + ": cannot pack: platforms." + name.text +
                     " has no base; add 'base: ubuntu@24.04' to the file");
    if (std::find(bases.begin(), bases.end(), *target.base) == bases.end())
      bases.push_back(*target.base);
  }
  if (bases.empty()) fail_without_platform(*platforms, architecture);
  return bases;
}

std::string manifest(const std::vector<CharmBase>& bases, const std::string& architecture,
                     std::optional<std::int64_t> packed_at) {
  Yaml list, attributes, analysis, document;
  list.kind = attributes.kind = YamlKind::sequence;
  for (const CharmBase& base : bases) list.items.push_back(base_entry(base, architecture));
  attributes.items = {unknown_attribute("language"), unknown_attribute("framework")};
  add_entry(analysis, "attributes", attributes);
  add_entry(document, "analysis", analysis);
  add_entry(document, "bases", list);
  add_entry(document, "ops-cpp-version", yaml_string(kVersion));
  if (packed_at) add_entry(document, "charmcraft-started-at", yaml_string(iso_text(*packed_at)));
  return yaml_text(document, "manifest.yaml");
}

}  // namespace ops::cli
