/// Finding and reading a charm's files.

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "ops/meta/load.h"

using ops::meta::load_charm_dir, ops::meta::load_source_tree, ops::meta::MetadataError;

namespace {

constexpr const char* kCharmcraft =
    "type: charm\nname: crafted\nsummary: s\ndescription: d\nconfig: {options: {a: {type: int}}}\n";

/// A directory that goes with its scope.
class Root {
 public:
  Root() {
    std::string pattern = (std::filesystem::temp_directory_path() / "meta-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  Root(const Root&) = delete;
  ~Root() { std::filesystem::remove_all(path_); }

  const std::string& path() const { return path_; }
  std::string path_of(const std::string& name) const { return path_ + "/" + name; }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_of(name), std::ios::binary) << text;
  }

 private:
  std::string path_;
};

std::string error_of_tree(const std::string& root) {
  try {
    load_source_tree(root);
  } catch (const MetadataError& error) {
    return error.what();
  }
  return "no error";
}

std::string error_of_dir(const std::string& root) {
  try {
    load_charm_dir(root);
  } catch (const MetadataError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace

TEST_CASE("A source tree's charmcraft.yaml is read") {
  const Root root;
  root.write("charmcraft.yaml", kCharmcraft);
  CHECK(load_source_tree(root.path())->name == "crafted");
  CHECK(load_source_tree(root.path() + "/")->options.contains("a"));
}

TEST_CASE("A charm's charmcraft.yaml comes before what stands beside it") {
  const Root root;
  root.write("charmcraft.yaml", kCharmcraft);
  root.write("metadata.yaml", "name: legacy");
  root.write("config.yaml", "options: {b: {type: int}}");
  CHECK(load_source_tree(root.path())->name == "crafted");
  CHECK_FALSE(load_source_tree(root.path())->options.contains("b"));
}

TEST_CASE("Without a whole charmcraft.yaml metadata.yaml is read, with config and actions") {
  for (const char* charmcraft : {"", "type: charm\nparts: {}\n", "foo: bar", "[]",
                                 "type: bundle\nname: a\nsummary: s\ndescription: d\n"}) {
    const Root root;
    root.write("charmcraft.yaml", charmcraft);
    root.write("metadata.yaml", "name: legacy");
    root.write("config.yaml", "options: {b: {type: int}}");
    root.write("actions.yaml", "backup: ");
    const auto charm = load_source_tree(root.path());
    CHECK(charm->name == "legacy");
    CHECK(charm->options.contains("b"));
    CHECK(charm->actions.contains("backup"));
  }
}

TEST_CASE("metadata.yaml alone will do") {
  const Root root;
  root.write("metadata.yaml", "name: legacy");
  CHECK(load_source_tree(root.path())->name == "legacy");
}

TEST_CASE("A source tree without metadata says what is missing") {
  const Root root;
  CHECK(error_of_tree(root.path()) ==
        root.path_of("charmcraft.yaml") +
            ": cannot find the charm's metadata: there is neither this file nor " +
            root.path_of("metadata.yaml") +
            "; write this one, with type: charm, name, summary and description");
  root.write("charmcraft.yaml", "type: charm\nname: a\ndescription: d\n");
  CHECK(error_of_tree(root.path()) ==
        root.path_of("charmcraft.yaml") +
            ": cannot find the charm's metadata: this file has no 'summary', and there is no " +
            root.path_of("metadata.yaml") + "; give it type: charm, name, summary and description");
  CHECK(error_of_tree(root.path_of("nowhere")).find("cannot find the charm's metadata") !=
        std::string::npos);
}

TEST_CASE("An error in a file has its path and line") {
  const Root root;
  root.write("charmcraft.yaml", std::string(kCharmcraft) + "peers: {a: {interface: 5}}\n");
  CHECK(error_of_tree(root.path()) ==
        root.path_of("charmcraft.yaml") +
            ":6: cannot read peers.a.interface: expected text, got the number 5; put it in quotes");
}

TEST_CASE("An empty metadata.yaml is an error") {
  const Root root;
  root.write("metadata.yaml", "");
  const std::string wanted =
      root.path_of("metadata.yaml") + ": cannot read it: it is empty; give at least a name";
  CHECK(error_of_tree(root.path()) == wanted);
}

TEST_CASE("A directory in a file's place is an error") {
  const Root root;
  std::filesystem::create_directory(root.path_of("charmcraft.yaml"));
  CHECK(error_of_tree(root.path()) ==
        root.path_of("charmcraft.yaml") +
            ": cannot read the file: it is a directory; put a YAML file in its place");
}

TEST_CASE("A fifo in a file's place is an error, and is not waited for") {
  const Root root;
  REQUIRE(::mkfifo(root.path_of("metadata.yaml").c_str(), 0600) == 0);
  CHECK(error_of_tree(root.path()).find("it is no regular file") != std::string::npos);
}

TEST_CASE("A file that may not be read is an error") {
  if (::geteuid() == 0) return;  // may read everything
  const Root root;
  root.write("metadata.yaml", "name: legacy");
  std::filesystem::permissions(root.path_of("metadata.yaml"), std::filesystem::perms::none);
  CHECK(error_of_tree(root.path()).find("Permission denied") != std::string::npos);
}

TEST_CASE("A file that is larger than 4 MiB is an error") {
  const Root root;
  root.write("metadata.yaml", "name: legacy\n" + std::string(5u << 20, '#'));
  CHECK(error_of_tree(root.path()).find("larger than 4 MiB") != std::string::npos);
}

TEST_CASE("A source tree is read once as long as nothing changes") {
  const Root root;
  root.write("charmcraft.yaml", kCharmcraft);
  const auto first = load_source_tree(root.path());
  CHECK(load_source_tree(root.path()).shares_with(first));
  root.write("metadata.yaml", "name: of no importance");
  CHECK(load_source_tree(root.path()).shares_with(first));
}

TEST_CASE("A source tree is read again when one of its files changes") {
  const Root root;
  root.write("metadata.yaml", "name: before");
  CHECK(load_source_tree(root.path())->name == "before");
  root.write("metadata.yaml", "name: later on");
  CHECK(load_source_tree(root.path())->name == "later on");
  root.write("config.yaml", "options: {a: {type: int}}");
  CHECK(load_source_tree(root.path())->options.contains("a"));
  std::filesystem::remove(root.path_of("config.yaml"));
  CHECK_FALSE(load_source_tree(root.path())->options.contains("a"));
  root.write("charmcraft.yaml", kCharmcraft);
  CHECK(load_source_tree(root.path())->name == "crafted");
}

TEST_CASE("A source tree that could not be read is read again") {
  const Root root;
  root.write("metadata.yaml", "name: [");
  CHECK_THROWS_AS(load_source_tree(root.path()), MetadataError);
  root.write("metadata.yaml", "name: mended");
  CHECK(load_source_tree(root.path())->name == "mended");
  root.write("metadata.yaml", "name: 5");
  CHECK_THROWS_AS(load_source_tree(root.path()), MetadataError);
}

TEST_CASE("Several threads may load the same source tree") {
  const Root root;
  root.write("charmcraft.yaml", kCharmcraft);
  std::vector<ops::base::Box<ops::meta::CharmMeta>> loaded(4);
  std::vector<std::thread> threads;
  for (auto& charm : loaded) threads.emplace_back([&] { charm = load_source_tree(root.path()); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& charm : loaded) CHECK(charm.shares_with(loaded[0]));
}

TEST_CASE("A deployed charm has metadata.yaml with config.yaml and actions.yaml beside it") {
  const Root root;
  root.write("metadata.yaml", "name: deployed");
  root.write("config.yaml", "options: {a: {type: int}}");
  root.write("actions.yaml", "backup: ");
  root.write("charmcraft.yaml", kCharmcraft);
  const auto charm = load_charm_dir(root.path());
  CHECK(charm.name == "deployed");
  CHECK(charm.options.contains("a"));
  CHECK(charm.actions.contains("backup"));
}

TEST_CASE("A deployed charm may declare what Juju has taken, whatever it is called") {
  const Root root;
  root.write("metadata.yaml", "{name: a, storage: {a.b: {type: block}}}");
  root.write("actions.yaml", "un_der: ");
  CHECK(load_charm_dir(root.path()).storage.contains("a.b"));
  CHECK(load_charm_dir(root.path()).actions.contains("un_der"));
  CHECK_THROWS_AS(load_source_tree(root.path()), MetadataError);
  root.write("metadata.yaml", "");
  CHECK(load_charm_dir(root.path()).name.empty());
}

TEST_CASE("A deployed charm without metadata.yaml is an error, as nothing else is read") {
  const Root root;
  root.write("charmcraft.yaml", "name: crafted");
  CHECK(error_of_dir(root.path()) ==
        root.path_of("metadata.yaml") +
            ": cannot find the charm's metadata: there is no such file; pack the charm with "
            "charmcraft");
}

TEST_CASE("Config inside metadata.yaml and in config.yaml is an error that names both") {
  const Root root;
  root.write("metadata.yaml", "name: a\nconfig: {}\n");
  root.write("config.yaml", "options: {}");
  CHECK(error_of_dir(root.path()) == root.path_of("metadata.yaml") +
                                         ":2: cannot read config: it stands here and in " +
                                         root.path_of("config.yaml") + " too; keep one of them");
}
