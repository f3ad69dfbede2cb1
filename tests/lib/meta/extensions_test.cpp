/// charmcraft's extensions, merged as the real charmcraft merges them.
#include <fstream>

#include "ops/base/values.h"
#include "ops/meta/load.h"
#include "ops/testing/doctest.h"

using ops::base::Json;
using ops::meta::CharmMeta, ops::meta::MetadataError, ops::meta::parse_charmcraft;

namespace {

const std::string kFlask = R"(type: charm
name: demo
summary: s
description: d
extensions: [flask-framework]
)";

std::string error_of(const std::string& charmcraft) {
  try {
    parse_charmcraft(charmcraft);
  } catch (const MetadataError& error) {
    return error.what();
  }
  return "no error";
}

/// What ops reads, without what recorded answers leave out.
CharmMeta comparable(CharmMeta charm) {
  charm.description = {};
  charm.other = {};
  ops::base::Map<std::string, ops::meta::ResourceMeta> resources;
  for (auto [name, resource] : charm.resources) {
    resource.description = {};
    resources = resources.with(name, resource);
  }
  charm.resources = resources;
  return charm;
}

}  // namespace

TEST_CASE("what charmcraft expands is expanded, and what it refuses is refused") {
  std::ifstream answers(CHARMCRAFT_ANSWERS);
  int count = 0;
  for (std::string line; std::getline(answers, line); ++count) {
    const auto answer = Json::parse(line).entries();
    const std::string id = answer["id"].as_string(), text = answer["charmcraft"].as_string();
    CAPTURE(id);
    if (const Json* expanded = answer.find("expanded"))
      CHECK(comparable(parse_charmcraft(text)) ==
            comparable(ops::meta::parse({.metadata = expanded->as_string()})));
    else if (id != "unknown" && id != "refused/assumes")  // see below
      CHECK(error_of(text) != "no error");
  }
  CHECK(count > 40);
}

TEST_CASE("an extension gives a charm its container, endpoints, options and actions") {
  const CharmMeta charm = parse_charmcraft(kFlask);
  CHECK(charm.containers["flask-app"].resource == "flask-app-image");
  CHECK(charm.find_relation("ingress")->limit == 1);
  CHECK(charm.options["flask-preferred-url-scheme"].default_ == ops::base::ConfigValue("HTTPS"));
  CHECK(charm.actions.find("rotate-secret-key"));
  CHECK(!charm.other.find("extensions"));
}

TEST_CASE("an extension is as the charm's base has it, and as ubuntu@24.04 when it names none") {
  CHECK(parse_charmcraft(kFlask).peers.find("secret-storage"));
  const CharmMeta resolute = parse_charmcraft(kFlask + "base: ubuntu@26.04\n");
  CHECK(resolute.peers.find("peers"));
  CHECK(resolute.options["app-secret-key"].type == "secret");
}

TEST_CASE("an extension that is not known is passed over, and stays listed") {
  const CharmMeta charm = parse_charmcraft("{name: demo, extensions: [rust-framework]}");
  CHECK(charm.containers.empty());
  CHECK(charm.other["extensions"] == Json::parse(R"(["rust-framework"])"));
}

TEST_CASE("a charm's own assumptions stand behind the extension's") {
  const CharmMeta charm = parse_charmcraft(kFlask + "assumes: [juju >= 3.6, k8s-api]\n");
  CHECK(charm.assumes == ops::base::List<Json>{"k8s-api", "juju >= 3.6"});
}

TEST_CASE("metadata that is given as text has no extension applied") {
  CHECK(ops::meta::parse({.metadata = kFlask}).containers.empty());
}

TEST_CASE("what cannot be merged is named, with its line") {
  CHECK(error_of(kFlask + "requires:\n  ingress: {interface: a}\n") ==
        "charmcraft.yaml:7: cannot apply the extension flask-framework: it has 'ingress' under "
        "'requires' too (overlapping keys); rename or remove that");
  CHECK(error_of(kFlask + "storage: {}\n") ==
        "charmcraft.yaml:6: cannot apply the extension flask-framework: a charm with it has no "
        "'storage'; remove that");
  CHECK(error_of(kFlask + "base: ubuntu@20.04\n") ==
        "charmcraft.yaml:5: cannot apply the extension flask-framework: it is not for "
        "'ubuntu@20.04'; choose one of: ubuntu@22.04 ubuntu@24.04 ubuntu@26.04");
  CHECK(error_of(kFlask + "peers: {a: .inf}\n")
            .starts_with("charmcraft.yaml:6: cannot apply the extension flask-framework: "));
  CHECK(error_of("extensions: [go-framework, flask-framework]") ==
        "charmcraft.yaml:1: cannot apply the extension go-framework: there is flask-framework "
        "already; keep one of them");
  CHECK(error_of("extensions: go-framework") ==
        "charmcraft.yaml:1: cannot read extensions: expected a list, got the text 'go-framework'; "
        "write it as lines of '- item'");
}
