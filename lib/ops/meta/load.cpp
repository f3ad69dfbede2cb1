#include "ops/meta/load.h"

#include <mutex>
#include <unordered_map>
#include <vector>

#include "ops/meta/extensions.h"
#include "ops/meta/file.h"
#include "ops/meta/sections.h"

namespace ops::meta {

namespace {

using base::Yaml;

/// One of a charm's files, parsed.
struct Document {
  std::string file;
  Yaml yaml;
};

Document parsed(const std::string& text, const std::string& file) {
  try {
    return {file, base::parse_only_yaml(text, file)};
  } catch (const base::YamlError& error) {
    throw MetadataError(file, error.line(), error.why());
  }
}

Document read(const std::string& path) { return parsed(read_file(path), path); }

/// Config or actions from a file of their own, unless `metadata` has them as well.
template <class Section>
void add_separate(const Document& metadata, std::string_view key, const Document& own,
                  bool checks_names, Section (*read_section)(const Reader& in), Section& out) {
  const Yaml* inside = metadata.yaml.find(key);
  if (inside && !inside->is_null())
    throw MetadataError(metadata.file, inside->line,
                        "cannot read " + std::string(key) + ": it stands here and in " + own.file +
                            " too; keep one of them");
  out = read_section(Reader(own.file, own.yaml, checks_names));
}

/// `config` and `actions` are null pointers where there is no such file.
CharmMeta joined(const Document& metadata, const Document* config, const Document* actions,
                 bool names = true) {
  CharmMeta charm = read_charm(Reader(metadata.file, metadata.yaml, names));
  if (config) add_separate(metadata, "config", *config, names, read_options, charm.options);
  if (actions) add_separate(metadata, "actions", *actions, names, read_actions, charm.actions);
  return charm;
}

/// A charm's files, by where they are.
struct Paths {
  explicit Paths(const std::string& root)
      : charmcraft(in(root, "charmcraft.yaml")),
        metadata(in(root, "metadata.yaml")),
        config(in(root, "config.yaml")),
        actions(in(root, "actions.yaml")) {}

  std::string charmcraft, metadata, config, actions;

 private:
  static std::string in(const std::string& root, const char* name) {
    const bool bare = root.empty() || root.ends_with('/');
    return root + (bare ? "" : "/") + name;
  }
};

void check_not_empty(const Document& document) {
  if (document.yaml.is_null())
    throw MetadataError(document.file, 0, "cannot read it: it is empty; give at least a name");
}

CharmMeta from_metadata_yaml(const Paths& paths, bool checks_names = true) {
  const Document metadata = read(paths.metadata);
  if (checks_names) check_not_empty(metadata);
  Document config, actions;
  const bool has_config = stamp_of(paths.config).exists;
  const bool has_actions = stamp_of(paths.actions).exists;
  if (has_config) config = read(paths.config);
  if (has_actions) actions = read(paths.actions);
  return joined(metadata, has_config ? &config : nullptr, has_actions ? &actions : nullptr,
                checks_names);
}

// ---- A source tree --------------------------------------------------------------------------

bool has_text(const Yaml& yaml, std::string_view key, std::string_view text) {
  const Yaml* found = yaml.find(key);
  return found && found->is_scalar() && found->text == text;
}

/// The first of the keys that charmcraft.yaml of a charm must have and this one lacks, if any.
std::string_view lacking(const Yaml& charmcraft) {
  if (!has_text(charmcraft, "type", "charm")) return "type: charm";
  for (const std::string_view key : {"name", "summary", "description"})
    if (!charmcraft.find(key)) return key;
  return {};
}

/// Of a whole charmcraft.yaml.
CharmMeta expanded(Document charmcraft) {
  apply_extensions(charmcraft.yaml, charmcraft.file);
  return joined(charmcraft, nullptr, nullptr);
}

/// What was read, and the files that it depends on as they were before that.
struct Loaded {
  base::Box<CharmMeta> charm;
  std::vector<std::pair<std::string, Stamp>> files;

  bool is_current() const {
    for (const auto& [path, stamp] : files)
      if (stamp_of(path) != stamp) return false;
    return true;
  }
};

[[noreturn]] void fail_without_metadata(const Paths& paths, std::string_view lacking) {
  const std::string wanted = "type: charm, name, summary and description";
  if (lacking.empty())
    throw MetadataError(paths.charmcraft, 0,
                        "cannot find the charm's metadata: there is neither this file nor " +
                            paths.metadata + "; write this one, with " + wanted);
  throw MetadataError(paths.charmcraft, 0,
                      "cannot find the charm's metadata: this file has no '" +
                          std::string(lacking) + "', and there is no " + paths.metadata +
                          "; give it " + wanted);
}

Loaded load_from(const Paths& paths) {
  Loaded out;
  const auto note = [&out](const std::string& path) {
    return out.files.emplace_back(path, stamp_of(path)).second.exists;
  };
  std::string_view missing = {};
  if (note(paths.charmcraft)) {
    Document charmcraft = read(paths.charmcraft);
    missing = lacking(charmcraft.yaml);
    if (missing.empty()) {
      out.charm = expanded(std::move(charmcraft));
      return out;
    }
  }
  if (!note(paths.metadata)) fail_without_metadata(paths, missing);
  note(paths.config);
  note(paths.actions);
  out.charm = from_metadata_yaml(paths);
  return out;
}

/// Those read so far in this process, by root. Never destroyed: a static Context may outlive it.
struct Cache {
  std::mutex mutex = {};
  std::unordered_map<std::string, Loaded> by_root = {};
};
Cache& cache() {
  static Cache* const only = new Cache;
  return *only;
}

}  // namespace

MetadataError::MetadataError(const std::string& file, int line, const std::string& why)
    : ParseError(file + (line > 0 ? ":" + std::to_string(line) : "") + ": " + why),
      file_(file),
      line_(line) {}
MetadataError::~MetadataError() = default;
MetadataError::MetadataError(const MetadataError&) = default;

CharmMeta parse(const MetadataTexts& texts) {
  const Document metadata = parsed(texts.metadata, "metadata.yaml");
  Document config, actions;
  if (texts.config) config = parsed(*texts.config, "config.yaml");
  if (texts.actions) actions = parsed(*texts.actions, "actions.yaml");
  return joined(metadata, texts.config ? &config : nullptr, texts.actions ? &actions : nullptr);
}

CharmMeta parse_charmcraft(const std::string& text) {
  return expanded(parsed(text, "charmcraft.yaml"));
}

base::Box<CharmMeta> load_source_tree(const std::string& root) {
  Cache& known = cache();
  const std::lock_guard lock(known.mutex);
  const auto found = known.by_root.find(root);
  if (found != known.by_root.end() && found->second.is_current()) return found->second.charm;
  Loaded loaded = load_from(Paths(root));
  return known.by_root.insert_or_assign(root, std::move(loaded)).first->second.charm;
}

CharmMeta load_charm_dir(const std::string& charm_dir) {
  const Paths paths(charm_dir);
  if (stamp_of(paths.metadata).exists) return from_metadata_yaml(paths, false);
  throw MetadataError(paths.metadata, 0,
                      "cannot find the charm's metadata: there is no such file; pack the charm "
                      "with charmcraft");
}

}  // namespace ops::meta
