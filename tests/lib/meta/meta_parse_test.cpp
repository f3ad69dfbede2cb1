/// What is read out of a charm's metadata.

#include "ops/meta/load.h"
#include "ops/testing/doctest.h"

using ops::base::Config, ops::base::ConfigValue, ops::base::Json, ops::base::List, ops::base::Map;
using namespace ops::meta;

namespace {

constexpr const char* kWhole = R"(
type: charm
name: demo
title: Demo
summary: Short.
description: |
  Long.
assumes:
  - juju >= 3.6
  - any-of: [k8s-api, all-of: [juju < 3]]
  - k8s-api
subordinate: yes
charm-user: non-root
containers:
  web:
    resource: image
  bare:
requires:
  db: {interface: postgresql, limit: 2, optional: true}
provides:
  juju-stats: {interface: stats, scope: container}
peers:
  cluster: {interface: cluster, limit: null}
resources:
  image: {type: oci-image, description: An image., upstream-source: example/image}
  file: {type: file, filename: a.tar}
extra-bindings:
  admin:
config:
  options:
    port: {type: int, default: 8000, description: A port.}
actions:
  backup:
)";

}  // namespace

TEST_CASE("A whole charmcraft.yaml is read") {
  const CharmMeta charm = parse({.metadata = kWhole});
  CHECK(charm.name == "demo");
  CHECK(charm.title == "Demo");
  CHECK(charm.summary == "Short.");
  CHECK(charm.description == "Long.\n");
  CHECK(charm.assumes ==
        List<Json>{"juju >= 3.6",
                   Json::parse(R"({"any-of": ["k8s-api", {"all-of": ["juju < 3"]}]})"), "k8s-api"});
  CHECK(charm.subordinate);
  CHECK(charm.charm_user == "non-root");
  CHECK(charm.containers ==
        Map<std::string, ContainerMeta>{{"web", {.resource = "image"}}, {"bare", {}}});
  CHECK(charm.requires_ == Map<std::string, RelationMeta>{{"db",
                                                           {.role = RelationRole::requires_,
                                                            .interface = "postgresql",
                                                            .limit = 2,
                                                            .optional = true}}});
  CHECK(charm.provides == Map<std::string, RelationMeta>{{"juju-stats",
                                                          {.role = RelationRole::provides,
                                                           .interface = "stats",
                                                           .scope = RelationScope::container}}});
  CHECK(charm.peers == Map<std::string, RelationMeta>{
                           {"cluster", {.role = RelationRole::peer, .interface = "cluster"}}});
  CHECK(charm.resources["image"] == ResourceMeta{.type = "oci-image", .description = "An image."});
  CHECK(charm.resources["file"] == ResourceMeta{.type = "file", .filename = "a.tar"});
  CHECK(charm.extra_bindings == Map<std::string, Json>{{"admin", Json()}});
  CHECK(charm.options ==
        Map<std::string, ConfigMeta>{
            {"port", {.type = "int", .default_ = ConfigValue(8000), .description = "A port."}}});
  CHECK(charm.actions == Map<std::string, ActionMeta>{{"backup", {}}});
  CHECK(charm.other == Map<std::string, Json>{{"type", "charm"}});
}

TEST_CASE("Nothing is read out of nothing") {
  CHECK(parse({}) == CharmMeta{});
  CHECK(parse({.metadata = "# nothing", .config = "", .actions = "---"}) == CharmMeta{});
}

TEST_CASE("Sections that are null are empty") {
  const CharmMeta charm = parse({.metadata = R"(
name: demo
title:
assumes:
containers:
requires: ~
provides: null
peers:
storage:
resources:
extra-bindings:
config:
actions:
)"});
  CHECK(charm == CharmMeta{.name = "demo"});
  CHECK(parse({.metadata = "config: {options: }"}) == CharmMeta{});
}

TEST_CASE("Top-level sections that ops does not know are kept as they stand") {
  const CharmMeta charm = parse({.metadata = R"(
name: demo
extensions: [fastapi-framework]
links: {contact: [me, 1.50, yes, ~]}
bases: &bases
  - {name: ubuntu, channel: "22.04"}
copies: *bases
)"});
  CHECK(charm.other["extensions"] == Json::parse(R"(["fastapi-framework"])"));
  CHECK(charm.other["links"] == Json::parse(R"({"contact": ["me", 1.5, true, null]})"));
  CHECK(charm.other["copies"] == Json::parse(R"([{"name": "ubuntu", "channel": "22.04"}])"));
}

TEST_CASE("Keys that ops does not know within a section are passed over") {
  CHECK(
      parse({.metadata = "containers: {web: {uid: 584792, resource: image}}"}).containers["web"] ==
      ContainerMeta{.resource = "image"});
}

TEST_CASE("A container's bases and mounts are read, without mounts that have no location") {
  const CharmMeta charm = parse({.metadata = R"(
containers:
  web:
    bases:
      - {name: ubuntu, channel: 22.04, architectures: [amd64, arm64]}
    mounts:
      - {storage: data, location: /data}
      - storage: logs
      - location: /tmp
)"});
  CHECK(
      charm.containers["web"] ==
      ContainerMeta{
          .bases = {{.os_name = "ubuntu", .channel = "22.04", .architectures = {"amd64", "arm64"}}},
          .mounts = {{.location = "/data", .storage = "data"}, {.location = "/tmp"}}});
}

TEST_CASE("A container may have a resource beside an empty list of bases") {
  CHECK(parse({.metadata = "containers: {web: {resource: image, bases: []}}"})
            .containers["web"]
            .resource == "image");
}

TEST_CASE("Every field of a storage is read") {
  const CharmMeta charm = parse({.metadata = R"(
storage:
  data:
    type: filesystem
    description: Data.
    shared: true
    read-only: yes
    minimum-size: 1G
    location: /data
    multiple: {range: 1-3}
    properties: [transient]
  logs: {type: block}
)"});
  CHECK(charm.storage["data"] == StorageMeta{.type = "filesystem",
                                             .description = "Data.",
                                             .shared = true,
                                             .read_only = true,
                                             .minimum_size = "1G",
                                             .location = "/data",
                                             .multiple_min = 1,
                                             .multiple_max = 3,
                                             .properties = {"transient"}});
  CHECK(charm.storage["logs"] == StorageMeta{.type = "block"});
}

TEST_CASE("A storage's range is a number, two numbers, or a number and more") {
  const auto range_of = [](const std::string& range) {
    return parse({.metadata = "storage: {s: {type: block, multiple: {range: " + range + "}}}"})
        .storage["s"];
  };
  CHECK(range_of("2") == StorageMeta{.type = "block", .multiple_min = 2, .multiple_max = 2});
  CHECK(range_of("'2'") == range_of("2"));
  CHECK(range_of("0-") == StorageMeta{.type = "block", .multiple_min = 0});
  CHECK(range_of("2+") == StorageMeta{.type = "block", .multiple_min = 2});
  CHECK(range_of("2-2") == range_of("2"));
}

TEST_CASE("An option's default is what YAML 1.1 makes of it") {
  const CharmMeta charm = parse({.metadata = R"(
config:
  options:
    a: {type: boolean, default: yes}
    b: {type: string, default: "yes"}
    c: {type: float, default: 1.0}
    d: {type: int, default: 0x10}
    e: {type: string, default: }
    f: {type: string, default: 2024-05-01}
)"});
  CHECK(charm.options["a"].default_ == ops::base::Optional<ConfigValue>(true));
  CHECK(charm.options["b"].default_ == ops::base::Optional<ConfigValue>("yes"));
  CHECK(charm.options["c"].default_ == ops::base::Optional<ConfigValue>(1.0));
  CHECK(charm.options["d"].default_ == ops::base::Optional<ConfigValue>(16));
  CHECK_FALSE(charm.options["e"].default_);
  CHECK(charm.options["f"].default_ == ops::base::Optional<ConfigValue>("2024-05-01"));
}

TEST_CASE("An option without a type is kept without one") {
  CHECK(parse({.metadata = "config: {options: {a: {default: 1}}}"}).options["a"] ==
        ConfigMeta{.default_ = ConfigValue(1)});
  CHECK(parse({.metadata = "config: {options: {a: }}"}).options["a"] == ConfigMeta{});
}

TEST_CASE("Every field of an action is read") {
  const CharmMeta charm = parse({.metadata = R"(
actions:
  backup:
    title: Backup
    description: Makes one.
    params:
      target: {type: string, default: here}
      anything:
    required: [target]
    additionalProperties: false
)"});
  CHECK(
      charm.actions["backup"] ==
      ActionMeta{.title = "Backup",
                 .description = "Makes one.",
                 .parameters = {{"target", Json::parse(R"({"type": "string", "default": "here"})")},
                                {"anything", Json()}},
                 .required = {"target"},
                 .additional_properties = false});
}

TEST_CASE("Config and actions may have files of their own") {
  const CharmMeta charm = parse({.metadata = "{name: demo, config: , actions: }",
                                 .config = "options: {a: {type: int}}",
                                 .actions = "backup: "});
  CHECK(charm.options == Map<std::string, ConfigMeta>{{"a", {.type = "int"}}});
  CHECK(charm.actions == Map<std::string, ActionMeta>{{"backup", {}}});
}

TEST_CASE("Aliases and merge keys in metadata are expanded") {
  const CharmMeta charm = parse({.metadata = R"(
requires:
  db: &db {interface: postgresql, limit: 1}
  replica:
    <<: *db
    limit: 2
)"});
  CHECK(charm.requires_["db"].limit == ops::base::Optional<int>(1));
  CHECK(charm.requires_["replica"].interface == "postgresql");
  CHECK(charm.requires_["replica"].limit == ops::base::Optional<int>(2));
}

TEST_CASE("Of a name that stands twice the last one counts") {
  CHECK(parse({.metadata = "resources: {a: {type: file}, a: {type: oci-image}}"})
            .resources["a"]
            .type == "oci-image");
}

TEST_CASE("An endpoint is found whatever its role") {
  const CharmMeta charm = parse({.metadata = R"(
requires: {db: {interface: a}}
provides: {web: {interface: b}}
peers: {cluster: {interface: c}}
)"});
  CHECK(charm.find_relation("db")->interface == "a");
  CHECK(charm.find_relation("web")->interface == "b");
  CHECK(charm.find_relation("cluster")->interface == "c");
  CHECK(charm.find_relation("other") == nullptr);
}
