#include "ops/cli/pack.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "ops/cli/charm_files.h"
#include "ops/cli/errors.h"
#include "ops/cli/parts.h"
#include "ops/cli/program.h"
#include "ops/cli/tree.h"
#include "ops/meta/load.h"

namespace ops::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMostOfText = 4UL * 1024 * 1024;
constexpr std::uintmax_t kMostOfFile = 256UL * 1024 * 1024;

/// What goes into a charm from its source tree, if it is there: what charmcraft knows as a charm's
/// own, and a program in C++ can have.
constexpr std::array<const char*, 7> kOfTree = {
    "LICENSE", "README.md", "icon.svg", "lxd-profile.yaml", "metrics.yaml", "templates", "version"};

std::optional<std::string> text_of(const fs::path& path) {
  if (!fs::exists(path)) return std::nullopt;
  return read_file(path, kMostOfText);
}

/// "demo/" as "demo".
fs::path without_slash(const std::string& folder) {
  const fs::path path = fs::path(folder).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

/// A file of the charm's tree, which a link must not lead out of.
std::optional<std::string> text_in_tree(const fs::path& folder, const std::string& name) {
  const auto files = files_below(folder, folder / name);
  if (files.empty()) return std::nullopt;
  if (files[0].name != name) throw CliError("cannot pack " + name + ": it is a folder");
  return read_file(files[0].path, kMostOfText);
}

SourceTexts texts_of(const fs::path& folder) {
  const auto charmcraft = text_in_tree(folder, "charmcraft.yaml");
  if (!charmcraft)
    throw CliError("cannot pack " + folder.string() +
                   ": it has no charmcraft.yaml; `ops-cpp init` writes one");
  return {.charmcraft = *charmcraft,
          .metadata = text_in_tree(folder, "metadata.yaml"),
          .config = text_in_tree(folder, "config.yaml"),
          .actions = text_in_tree(folder, "actions.yaml")};
}

std::vector<Entry> read_all(const std::vector<TreeFile>& files) {
  std::vector<Entry> entries;
  entries.reserve(files.size());
  for (const TreeFile& file : files)
    entries.push_back({file.name, read_file(file.path, kMostOfFile), file.executable});
  return entries;
}

/// A part's build in a folder of its own, kept for the next time.
class Build {
 public:
  Build(const fs::path& folder, const Part& part)
      : part_(part),
        source_((folder / part.source).lexically_normal()),
        place_(folder / "build-pack" / part.name),
        log_((place_ / "log").string()) {}

  std::vector<Entry> run() const {
    fs::create_directories(place_);
    fs::remove(log_);
    set_up();
    run_logged({"ninja", "-C", (place_ / "build").string()}, log_);
    const fs::path stage = fs::absolute(place_ / "stage");
    fs::remove_all(stage);
    run_logged({"meson", "install", "-C", (place_ / "build").string(), "--no-rebuild", "--strip",
                "--destdir", stage.string()},
               log_);
    return taken(stage);
  }

 private:
  /// Anew when the parameters are others than last time.
  void set_up() const {
    std::string parameters;
    for (const std::string& parameter : part_.meson_parameters) parameters += parameter + "\n";
    const fs::path stamp = place_ / "parameters";
    if (text_of(stamp) == parameters && fs::exists(place_ / "build" / "build.ninja")) return;
    fs::remove(stamp);
    fs::remove_all(place_ / "build");
    std::vector<std::string> argv = {"meson", "setup"};
    argv.insert(argv.end(), part_.meson_parameters.begin(), part_.meson_parameters.end());
    argv.insert(argv.end(), {(place_ / "build").string(), source_.string()});
    run_logged(argv, log_, {without_place("CFLAGS"), without_place("CXXFLAGS")});
    write_file(stamp, parameters);
  }

  /// The compiler's flags of the environment, and one by which what it makes does not tell where
  /// the charm's folder is: the same tree gives the same program anywhere.
  std::string without_place(const std::string& variable) const {
    const char* given = std::getenv(variable.c_str());
    std::string flag =
        "-ffile-prefix-map=" + without_slash(fs::absolute(source_).string()).string() + "=.";
    for (auto at = flag.find('\''); at != flag.npos; at = flag.find('\'', at + 4))
      flag.replace(at, 1, "'\\''");
    return variable + "=" + (given ? given + std::string(" ") : "") + "'" + flag + "'";
  }

  std::vector<Entry> taken(const fs::path& stage) const {
    std::vector<TreeFile> files = files_below(stage, stage);
    std::erase_if(files, [&](TreeFile& file) {
      file.name = organized(part_, file.name);
      return !is_let_through(part_.stage, file.name) || !is_let_through(part_.prime, file.name);
    });
    return read_all(files);
  }

  const Part& part_;
  fs::path source_, place_;
  std::string log_;
};

bool has(const std::vector<Entry>& entries, const std::string& name) {
  return std::ranges::find(entries, name, &Entry::name) != entries.end();
}

/// What the parts leave, and what stands in the tree and in no part.
std::vector<Entry> build(const fs::path& folder, const base::Yaml& charmcraft) {
  std::vector<Entry> all;
  for (const Part& part : read_parts(charmcraft)) {
    std::vector<Entry> entries = Build(folder, part).run();
    std::ranges::move(entries, std::back_inserter(all));
  }
  for (const char* name : kOfTree)
    for (Entry& entry : read_all(files_below(folder, folder / name)))
      if (!has(all, entry.name)) all.push_back(std::move(entry));
  return all;
}

/// Of the dispatch that Juju starts, or of what it starts in turn.
std::string packed_architecture(const std::vector<Entry>& entries) {
  const auto dispatch = std::ranges::find(entries, "dispatch", &Entry::name);
  if (dispatch == entries.end())
    throw CliError(
        "cannot pack: no part leaves a file dispatch, which Juju starts; put the program there by "
        "organize: {usr/local/bin/NAME: dispatch}");
  if (!dispatch->executable) throw CliError("cannot pack: dispatch is not executable");
  std::string architecture = architecture_of(dispatch->content);
  for (const Entry& entry : entries)
    if (architecture.empty() && entry.executable) architecture = architecture_of(entry.content);
  if (architecture.empty()) throw CliError("cannot pack: there is no program for Juju to start");
  return architecture;
}

/// SOURCE_DATE_EPOCH, by which builds that can be repeated say what time it is.
std::optional<std::int64_t> source_date() {
  const char* text = std::getenv("SOURCE_DATE_EPOCH");
  if (text == nullptr || *text == '\0') return std::nullopt;
  constexpr std::int64_t kLast = 9'000'000'000;  // in the year 2255
  std::int64_t seconds = -1;
  const char* end = text + std::char_traits<char>::length(text);
  const auto read = std::from_chars(text, end, seconds);
  if (read.ec != std::errc() || read.ptr != end || seconds < 0 || seconds > kLast)
    throw CliError("cannot pack: SOURCE_DATE_EPOCH is '" + std::string(text) +
                   "'; give whole seconds since 1970, or leave it out");
  return seconds;
}

}  // namespace

PackedCharm packed_charm(const std::string& name, const base::Yaml& charmcraft,
                         std::vector<Entry> juju, std::vector<Entry> built,
                         std::optional<std::int64_t> packed_at) {
  if (!is_charm_name(name))
    throw CliError("cannot pack: '" + name + "' is no name of a charm; " + kCharmNameWords);
  const std::string architecture = packed_architecture(built);
  const auto bases = bases_for(charmcraft, architecture);
  juju.push_back({"manifest.yaml", manifest(bases, architecture, packed_at)});
  for (Entry& entry : juju) {
    if (has(built, entry.name))
      throw CliError("cannot pack: a part installs " + entry.name +
                     ", which is made of charmcraft.yaml; leave it out by prime: [-" + entry.name +
                     "]");
    built.push_back(std::move(entry));
  }
  return {name + "_" + architecture + ".charm", make_zip(std::move(built))};
}

int pack(const PackOptions& options) {
  const fs::path folder = without_slash(options.folder);
  const auto packed_at = source_date();
  const SourceTexts texts = texts_of(folder);
  const auto meta = meta::load_source_tree(folder.string());  // refuses what Juju would
  const base::Yaml charmcraft = base::parse_only_yaml(texts.charmcraft, "charmcraft.yaml");
  std::vector<Entry> juju = juju_files(texts);
  if (!fs::is_directory(options.output))
    throw CliError("cannot pack into " + options.output + ": there is no such folder");
  const PackedCharm charm =
      packed_charm(meta->name, charmcraft, std::move(juju), build(folder, charmcraft), packed_at);
  const fs::path path = fs::path(options.output) / charm.file_name;
  write_file(path, charm.bytes);
  std::cout << path.lexically_normal().string() << ": " << charm.bytes.size() << " bytes\n";
  return 0;
}

}  // namespace ops::cli
