/// Where a Context has the charm's metadata from.
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "ops/meta/load.h"
#include "ops/ops.h"
#include "ops/testing/doctest.h"
#include "ops/testing/testing.h"

using namespace ops::testing;
using ops::base::List;

namespace {

struct SmallCharm : ops::CharmBase {
  using CharmBase::CharmBase;
};

/// A charm's source tree, which goes with its scope.
class Root {
 public:
  Root() {
    std::string pattern = (std::filesystem::temp_directory_path() / "context-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  Root(const Root&) = delete;
  ~Root() { std::filesystem::remove_all(path); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path + "/" + name) << text;
  }
  std::string path;
};

std::string error_of(const ContextOptions& options) {
  try {
    Context<SmallCharm> ctx(options);
  } catch (const ContextSetupError& error) {
    CHECK_THROWS_AS(std::rethrow_if_nested(error), ops::meta::MetadataError);
    return error.what();
  }
  return "no error";
}

ops::meta::CharmMeta meta_of(const ContextOptions& options) {
  return Context<SmallCharm>(options).meta();
}

constexpr const char* kConfig = "options: {port: {type: int, default: 80}}";
constexpr const char* kActions = "do-it: {}";
constexpr const char* kCharmcraft = "type: charm\nname: crafted\nsummary: s\ndescription: d\n";

}  // namespace

TEST_CASE("metadata, config and actions are texts of their own, or one text") {
  const auto three = meta_of({.meta = "name: demo", .config = kConfig, .actions = kActions});
  const auto one = meta_of({.meta = "{name: demo, config: {options: {port: {type: int, default: "
                                    "80}}}, actions: {do-it: {}}}"});
  CHECK(three == one);
  CHECK(three.options["port"].default_ == ConfigValue(80));
  CHECK(three.actions.find("do-it"));
}

TEST_CASE("a charm without a text of metadata is called as its class") {
  CHECK(meta_of({.config = kConfig}).name == "SmallCharm");
  CHECK(meta_of({.meta = "{}", .actions = kActions}).name == "SmallCharm");
}

TEST_CASE("metadata need not name the charm") {
  CHECK(meta_of({.meta = "requires: {db: {interface: a}}"}).name == "");
  CHECK(meta_of({.meta = "actions: {do-it: {}}"}).name == "");
}

TEST_CASE("null sections are empty, and so is config without options") {
  const auto charm = meta_of(
      {.meta = "{name: demo, containers: , requires: , storage: , config: , actions: , peers: ~}"});
  CHECK(charm == meta_of({.meta = "name: demo"}));
  CHECK(meta_of({.meta = "name: demo", .config = "settings: {}"}).options.empty());
  CHECK(meta_of({.meta = "{name: demo, containers: {web: }, actions: {do-it: }}"})
            .containers.find("web"));
}

TEST_CASE("a section stands in one place") {
  CHECK(error_of({.meta = "name: demo\nconfig: {options: {}}", .config = kConfig}) ==
        "cannot set up a Context: metadata.yaml:2: cannot read config: it stands here and in "
        "config.yaml too; keep one of them");
  CHECK(error_of({.meta = "name: demo\nactions: {do-it: }", .actions = kActions}) ==
        "cannot set up a Context: metadata.yaml:2: cannot read actions: it stands here and in "
        "actions.yaml too; keep one of them");
  CHECK(error_of({.meta = "name: demo\nactions: ", .actions = kActions}) == "no error");
}

TEST_CASE("wrong metadata is one error with file, line and key") {
  CHECK(error_of({.meta = "name: demo\ncontainers:\n  Web: {}"}) ==
        "cannot set up a Context: metadata.yaml:3: cannot read containers.Web: 'Web' is not a "
        "valid name; use at most 63 lower-case letters, digits and '-', no '-' at either end");
  CHECK(error_of({.config = "options:\n  port: [int]"}) ==
        "cannot set up a Context: config.yaml:2: cannot read options.port: expected a mapping, got "
        "a list; write it as lines of 'key: value'");
}

TEST_CASE("with an option without a type the charm does not start, and no State sets it") {
  Context<SmallCharm> ctx(ContextOptions{.config = "options: {port: {default: 80}}"});
  try {
    (void)ctx.run(ctx.on.start(), {});
    FAIL("it started");
  } catch (const UncaughtCharmError& error) {
    CHECK_THROWS_WITH_AS(std::rethrow_if_nested(error),
                         "cannot read config.options.port: it has no 'type'; add one",
                         ops::RuntimeError);
  }
  CHECK_THROWS_AS((void)ctx.run(ctx.on.start(), {.config = {{"port", 80}}}),
                  InconsistentScenarioError);
}

TEST_CASE("texts that say nothing leave the files of the charm's root to be read") {
  const Root root;
  root.write("charmcraft.yaml", kCharmcraft);
  CHECK(meta_of({.charm_root = root.path}).name == "crafted");
  CHECK(meta_of({.meta = "", .config = "{}", .actions = " null\n", .charm_root = root.path}).name ==
        "crafted");
  CHECK(meta_of({.meta = "name: said", .charm_root = root.path}).name == "said");
}

TEST_CASE("a charmcraft.yaml that is empty or no charm's leaves the older files to be read") {
  const Root root;
  root.write("metadata.yaml", "{name: older, type: anything}");
  root.write("config.yaml", kConfig);
  for (const char* charmcraft :
       {"", "foo: bar", "{type: bundle, name: a, summary: s, description: d}",
        "{type: charm, name: a, summary: s}"}) {
    root.write("charmcraft.yaml", charmcraft);
    const auto charm = meta_of({.charm_root = root.path});
    CHECK_MESSAGE(charm.name == "older", charmcraft);
    CHECK_MESSAGE(charm.options.find("port"), charmcraft);
  }
}

TEST_CASE("a root without metadata is an error that says what is missing") {
  const Root root;
  CHECK(error_of({.charm_root = root.path}) ==
        "cannot set up a Context: " + root.path +
            "/charmcraft.yaml: cannot find the charm's metadata: there is neither this file nor " +
            root.path +
            "/metadata.yaml; write this one, with type: charm, name, summary and "
            "description");
  root.write("charmcraft.yaml", "type: charm");
  CHECK(error_of({.charm_root = root.path}).find("this file has no 'name'") != std::string::npos);
}

TEST_CASE("a charm's extensions are applied where its charmcraft.yaml is read, and only there") {
  const Root root;
  root.write("charmcraft.yaml", std::string(kCharmcraft) + "extensions: [flask-framework]\n");
  Context<SmallCharm> ctx(ContextOptions{.charm_root = root.path});
  CHECK(ctx.meta().containers.find("flask-app"));
  CHECK(ctx.warnings.empty());
  CHECK(meta_of({.meta = "{name: demo, extensions: [flask-framework]}"}).containers.empty());
}

TEST_CASE("an extension that is not applied is warned of") {
  Context<SmallCharm> ctx(ContextOptions{.meta = "{name: demo, extensions: [rust-framework]}"});
  CHECK(ctx.warnings ==
        List<std::string>{"extensions in the charm's metadata: \"rust-framework\" is not applied; "
                          "give the Context what `charmcraft expand-extensions` makes of "
                          "charmcraft.yaml"});
}
