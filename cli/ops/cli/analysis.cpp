#include "ops/cli/analysis.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "ops/base/text.h"
#include "ops/base/yaml.h"
#include "ops/cli/entry_names.h"
#include "ops/cli/naming.h"
#include "ops/cli/program.h"

namespace ops::cli {

namespace {

using base::Yaml;
using Entries = std::vector<ArchivedEntry>;
using Texts = std::vector<std::string>;

struct Result {
  Verdict verdict = Verdict::ok;
  std::string text = {};
};

Result error(const std::string& text) { return {Verdict::error, text}; }

Result from(const Texts& faults, Verdict verdict = Verdict::error) {
  if (faults.empty()) return {};
  std::string text;
  for (const std::string& fault : faults) text += (text.empty() ? "" : "\n") + fault;
  return {verdict, text};
}

/// The file of this name; null pointer when there is none.
const ArchivedEntry* find(const Entries& entries, std::string_view name) {
  const auto found = std::ranges::find(entries, name, &ArchivedEntry::name);
  return found == entries.end() ? nullptr : &*found;
}

bool has_below(const Entries& entries, std::string_view folder) {
  return std::ranges::any_of(entries, [&](const auto& e) { return e.name.starts_with(folder); });
}

std::string quoted(const std::string& name) { return base::python_quoted(name); }

// ---- entries and paths ----------------------------------------------------------------------

/// Files, folders and links are what a charm has; 0 is an archive that does not say.
bool has_known_kind(const ArchivedEntry& entry) {
  constexpr std::array<std::uint32_t, 4> kinds = {0, 0100000, 0040000, 0120000};
  return std::ranges::find(kinds, entry.mode & 0170000U) != kinds.end();
}

Result check_entries(const Entries& entries) {
  constexpr std::uint32_t kRunsAsAnother = 06000;
  Texts faults;
  for (const ArchivedEntry& entry : entries) {
    const std::string name = quoted(entry.name);
    if (!entry.fault.empty()) faults.push_back(name + " cannot be unpacked: " + entry.fault);
    if (!has_known_kind(entry))
      faults.push_back(name + " is neither a file nor a folder nor a link");
    if ((entry.mode & kRunsAsAnother) != 0) faults.push_back(name + " would run as another user");
  }
  return from(faults);
}

/// Whether a ".." follows a name in it: what it leads to depends on whether that is a link itself.
bool turns_back(const std::string& target) {
  bool has_gone_down = false;
  for (const auto& part : std::filesystem::path(target)) {
    if (part == ".." && has_gone_down) return true;
    has_gone_down = has_gone_down || (part != ".." && part != ".");
  }
  return false;
}

/// What is wrong with where a link leads.
std::string fault_of_link(const ArchivedEntry& link) {
  if (link.content.starts_with('/')) return "it is a link to an absolute path";
  if (turns_back(link.content)) return "it is a link that goes down and up again";
  const auto place = std::filesystem::path(link.name).parent_path() / link.content;
  const std::string normal = place.lexically_normal().generic_string();
  return normal == ".." || normal.starts_with("../") ? "it is a link that leaves the charm" : "";
}

Result check_paths(const Entries& entries) {
  Texts faults, names;
  for (const ArchivedEntry& entry : entries) {
    std::string fault = fault_of(entry.name);
    if (fault.empty() && entry.is_link()) fault = fault_of_link(entry);
    if (!fault.empty()) faults.push_back(quoted(entry.name) + " is not safe: " + fault);
    names.push_back(entry.name);
  }
  const Texts clashing = clashes(names);
  faults.insert(faults.end(), clashing.begin(), clashing.end());
  return from(faults);
}

Result check_parts(const Entries& entries) {
  Texts faults, wanted;
  if (!find(entries, "metadata.yaml")) faults.push_back("There is no metadata.yaml.");
  if (!find(entries, "manifest.yaml"))
    faults.push_back("There is no manifest.yaml, which says what the charm runs on.");
  if (!find(entries, "dispatch") && !has_below(entries, "hooks/"))
    faults.push_back("There is neither dispatch nor hooks: Juju has nothing to start.");
  if (!faults.empty()) return from(faults);
  for (const char* name : {"LICENSE", "README.md", "icon.svg"})
    if (!find(entries, name))
      wanted.push_back(std::string("There is no ") + name + ", which Charmhub shows.");
  return from(wanted, Verdict::warning);
}

// ---- charmcraft's ---------------------------------------------------------------------------

/// A file's YAML, or why there is none.
struct Read {
  Yaml yaml = {};
  std::string fault = {};
};

Read read(const ArchivedEntry& file) {
  try {
    if (!file.fault.empty()) return {{}, file.fault};
    return {base::parse_yaml(file.content, file.name), ""};
  } catch (const base::YamlError& error) {
    return {{}, error.what()};
  }
}

Result not_yaml(const std::string& file, const std::string& why) {
  return error("The " + file + " file is not a valid YAML file. (" + why + ")");
}

/// "'a'", "'a' and 'b'", "'a', 'b' and 'c'"
std::string listed(const Texts& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool last = i + 1 == names.size();
    if (i > 0) text += last ? " and " : ", ";
    text += "'" + names[i] + "'";
  }
  return text;
}

Result check_metadata(const Entries& entries) {
  const ArchivedEntry* file = find(entries, "metadata.yaml");
  if (!file) return error("Cannot read the metadata.yaml file.");
  const Read metadata = read(*file);
  if (!metadata.fault.empty()) return not_yaml(file->name, metadata.fault);
  Texts missing;
  for (const char* key : {"description", "name", "summary"})
    if (metadata.yaml.find(key) == nullptr) missing.emplace_back(key);
  if (!missing.empty())
    return error(
        "The metadata.yaml file is missing the following attribute(s): " + listed(missing) + ".");
  if (metadata.yaml.find("series") != nullptr)
    return {Verdict::warning,
            "The metadata.yaml file contains the deprecated attribute: series."
            "This attribute will be rejected starting in Juju 4.0."};
  return {};
}

Result check_actions(const Entries& entries) {
  const ArchivedEntry* file = find(entries, "actions.yaml");
  if (!file) return {};
  const Read actions = read(*file);
  if (!actions.fault.empty()) return not_yaml(file->name, actions.fault);
  return {Verdict::ok, "Valid actions.yaml file."};
}

Result check_config(const Entries& entries) {
  const ArchivedEntry* file = find(entries, "config.yaml");
  if (!file) return {};
  const Read config = read(*file);
  if (!config.fault.empty()) return not_yaml(file->name, config.fault);
  const Yaml* options = config.yaml.find("options");
  if (options == nullptr || !options->is_mapping())
    return error("Error in config.yaml: must have an 'options' dictionary.");
  for (const auto& [name, option] : options->entries)
    if (option.find("type") == nullptr)
      return error("Error in config.yaml: items under 'options' must have a 'type' key.");
  return {};
}

Result check_naming(const Entries& entries) {
  const ArchivedEntry* config = find(entries, "config.yaml");
  const ArchivedEntry* actions = find(entries, "actions.yaml");
  const Texts breaks =
      naming_breaks(config ? read(*config).yaml : Yaml(), actions ? read(*actions).yaml : Yaml());
  if (breaks.empty()) return {};
  return {Verdict::warning, "Naming conventions breaks:\n" + from(breaks).text};
}

/// The last word of a script's last line, which is what charmcraft takes it to start.
std::string started_by(std::string_view script) {
  const std::string_view text = base::trimmed(script);
  std::string word(text.substr(text.find_last_of(" \t\n") + 1));
  std::erase_if(word, [](char c) { return c == '"' || c == '\''; });
  return word.starts_with("./") ? word.substr(2) : word;
}

Result check_entrypoint(const Entries& entries) {
  const ArchivedEntry* dispatch = find(entries, "dispatch");
  if (!dispatch)
    return {Verdict::nonapplicable,
            "Cannot find a proper 'dispatch' script pointing to an entrypoint."};
  if (!dispatch->is_executable()) return error("The entrypoint file is not executable: 'dispatch'");
  if (!dispatch->content.starts_with("#!")) return {Verdict::ok, "dispatch is the program itself."};
  const std::string name = started_by(dispatch->content);
  const ArchivedEntry* started = find(entries, name);
  if (!started) return error("Cannot find the entrypoint file: " + quoted(name));
  if (!started->is_executable())
    return error("The entrypoint file is not executable: " + quoted(name));
  return {};
}

// ---- architecture ---------------------------------------------------------------------------

/// Those of all bases.
Texts architectures_in(const Yaml& manifest) {
  Texts found;
  const Yaml* bases = manifest.find("bases");
  for (const Yaml& base : bases != nullptr ? bases->items : std::vector<Yaml>())
    if (const Yaml* architectures = base.find("architectures"))
      for (const Yaml& architecture : architectures->items) found.push_back(architecture.text);
  return found;
}

Result check_architecture(const Entries& entries) {
  const ArchivedEntry* file = find(entries, "manifest.yaml");
  if (!file) return {Verdict::nonapplicable, "There is no manifest.yaml."};
  const Read manifest = read(*file);
  if (!manifest.fault.empty()) return not_yaml(file->name, manifest.fault);
  const Texts said = architectures_in(manifest.yaml);
  if (said.empty()) return error("The manifest.yaml file has no base with an architecture.");
  Texts faults;
  for (const ArchivedEntry& entry : entries) {
    const std::string is = architecture_of(entry.content);
    const bool fits = is.empty() || std::ranges::find(said, is) != said.end() || said[0] == "all";
    if (!fits)
      faults.push_back(quoted(entry.name) + " is for " + is + ", and manifest.yaml says " +
                       listed(said) + ".");
  }
  return from(faults);
}

struct Check {
  const char* name;
  Result (*run)(const Entries& entries);
};
constexpr std::array kChecks = {
    Check{"entries", check_entries},
    Check{"paths", check_paths},
    Check{"parts", check_parts},
    Check{"juju-actions", check_actions},
    Check{"juju-config", check_config},
    Check{"metadata", check_metadata},
    Check{"naming-conventions", check_naming},
    Check{"entrypoint", check_entrypoint},
    Check{"architecture", check_architecture},
};

constexpr const char* name_of(Verdict verdict) {
  constexpr std::array<const char*, 4> names = {"OK", "WARNING", "ERROR", "NONAPPLICABLE"};
  return names[static_cast<std::size_t>(verdict)];
}

}  // namespace

std::string Finding::line() const {
  return name + ": [" + name_of(verdict) + "]" + (text.empty() ? "" : " " + text);
}

std::vector<Finding> analyse_entries(const Entries& entries) {
  std::vector<Finding> findings;
  for (const Check& check : kChecks) {
    const Result result = check.run(entries);
    findings.push_back({check.name, result.verdict, result.text});
  }
  return findings;
}

}  // namespace ops::cli
