/// Metadata that is wrong: each case beside what the error says.

#include <doctest/doctest.h>

#include "ops/meta/load.h"

using ops::meta::MetadataError, ops::meta::MetadataTexts, ops::meta::parse;

namespace {

std::string error_of_texts(const MetadataTexts& texts) {
  try {
    parse(texts);
  } catch (const MetadataError& error) {
    return error.what();
  }
  return "no error";
}

std::string error_of(const std::string& metadata) { return error_of_texts({.metadata = metadata}); }

bool is_error(const std::string& metadata) { return error_of(metadata) != "no error"; }

}  // namespace

TEST_CASE("An error has the file and the line") {
  try {
    parse({.metadata = "name: demo\nsubordinate: 7\n"});
    FAIL("no error");
  } catch (const MetadataError& error) {
    CHECK(error.file() == "metadata.yaml");
    CHECK(error.line() == 2);
    CHECK(std::string(error.what()) ==
          "metadata.yaml:2: cannot read subordinate: expected true or false, got the number 7; "
          "write one of them without quotes");
  }
}

TEST_CASE("An error names the file that it is in") {
  CHECK(error_of_texts({.config = "\noptions: 5"}) ==
        "config.yaml:2: cannot read options: expected a mapping, got the number 5; write it as "
        "lines of 'key: value'");
  CHECK(error_of_texts({.actions = "- backup"}) ==
        "actions.yaml:1: cannot read it: expected a mapping, got a list; write it as lines of "
        "'key: value'");
}

TEST_CASE("Metadata that is no YAML is an error") {
  CHECK(error_of("name: 'demo\n") ==
        "metadata.yaml:1: cannot read it as YAML: a quote that begins here is not closed");
  CHECK(error_of("name: \xFF") ==
        "metadata.yaml:1: cannot read the text: it is not UTF-8; save the file as UTF-8");
  CHECK(is_error("a: [1"));
  CHECK(is_error("a: *nowhere"));
}

TEST_CASE("Metadata that is no mapping is an error") {
  CHECK(is_error("- name"));
  CHECK(is_error("name"));
  CHECK(is_error("5"));
  CHECK_FALSE(is_error("{}"));
}

TEST_CASE("The path of keys leads to what is wrong") {
  CHECK(error_of("containers:\n  demo-server:\n    resource: [a]\n") ==
        "metadata.yaml:3: cannot read containers.demo-server.resource: expected text, got a list; "
        "write text");
  CHECK(error_of("containers: {web: {mounts: [{location: /a}, {location: 5}]}}") ==
        "metadata.yaml:1: cannot read containers.web.mounts[1].location: expected text, got the "
        "number 5; put it in quotes");
}

TEST_CASE("Top-level values of the wrong type are errors") {
  for (const char* metadata :
       {"name: [demo]", "name: 5", "title: {}", "summary: yes", "description: 1.5",
        "subordinate: 'yes'", "charm-user: []", "assumes: juju", "assumes: [5]",
        "assumes: [{some-of: []}]", "assumes: [{any-of: k8s-api}]", "assumes: [any-of: [[]]]"})
    CHECK_MESSAGE(is_error(metadata), metadata);
}

TEST_CASE("Sections of the wrong type are errors") {
  for (const char* section : {"containers", "requires", "provides", "peers", "storage", "resources",
                              "extra-bindings", "config", "actions"}) {
    CHECK_MESSAGE(is_error(std::string(section) + ": [a]"), section);
    CHECK_MESSAGE(is_error(std::string(section) + ": a"), section);
    CHECK_MESSAGE(!is_error(std::string(section) + ": {}"), section);
  }
}

TEST_CASE("Entries of the wrong type are errors") {
  for (const char* section :
       {"containers", "requires", "provides", "peers", "storage", "resources", "actions"}) {
    CHECK_MESSAGE(is_error(std::string(section) + ": {a: [b]}"), section);
    CHECK_MESSAGE(is_error(std::string(section) + ": {a: b}"), section);
  }
  CHECK(is_error("config: {options: {a: [b]}}"));
}

TEST_CASE("Names that Juju refuses are errors") {
  CHECK(error_of("\ncontainers: {demo_server: }") ==
        "metadata.yaml:2: cannot read containers.demo_server: 'demo_server' is not a valid name; "
        "use at most 63 lower-case letters, digits and '-', no '-' at either end");
  CHECK(is_error("requires: {0db: {interface: a}}"));
  CHECK(is_error("provides: {db--a: {interface: a}}"));
  CHECK(is_error("peers: {Peers: {interface: a}}"));
  CHECK(is_error("storage: {data-1: {type: block}}"));
  CHECK(is_error("actions: {do_it: }"));
  CHECK(is_error("containers: {'': }"));
  CHECK(is_error("containers: {~: }"));
  CHECK(is_error("config: {options: {'': {type: int}}}"));
  CHECK(is_error("resources: {'': {type: file}}"));
  CHECK_FALSE(is_error("actions: {0: }"));
}

TEST_CASE("A key that is a list is an error") { CHECK(is_error("containers: {[a]: }")); }

TEST_CASE("What must be there and is not is an error") {
  CHECK(error_of("requires:\n  db:\n    limit: 1\n") ==
        "metadata.yaml:3: cannot read requires.db: it has no 'interface'; add one");
  CHECK(is_error("requires: {db: }"));
  CHECK(is_error("requires: {db: {interface: }}"));
  CHECK(is_error("storage: {data: {description: a}}"));
  CHECK(is_error("resources: {image: {description: a}}"));
  CHECK(is_error("containers: {a: {bases: [{name: ubuntu, channel: '22.04'}]}}"));
}

TEST_CASE("A relation's limit is a whole number") {
  CHECK(error_of("peers: {a: {interface: b, limit: two}}") ==
        "metadata.yaml:1: cannot read peers.a.limit: expected a whole number, got the text 'two'; "
        "write one without quotes");
  CHECK(is_error("peers: {a: {interface: b, limit: 1.5}}"));
  CHECK(is_error("peers: {a: {interface: b, limit: '1'}}"));
  CHECK(is_error("peers: {a: {interface: b, limit: 3000000000}}"));
  CHECK_FALSE(is_error("peers: {a: {interface: b, limit: 1}}"));
}

TEST_CASE("A relation's scope is global or container") {
  CHECK(error_of("peers: {a: {interface: b, scope: unit}}") ==
        "metadata.yaml:1: cannot read peers.a.scope: expected 'global' or 'container', got 'unit'; "
        "write one of them");
  CHECK_FALSE(is_error("peers: {a: {interface: b, scope: global}}"));
  CHECK_FALSE(is_error("peers: {a: {interface: b, scope: container}}"));
}

TEST_CASE("A container has either a resource or bases") {
  const std::string bases = "bases: [{name: a, channel: b, architectures: [c]}]";
  CHECK(error_of("containers: {a: {resource: b, " + bases + "}}") ==
        "metadata.yaml:1: cannot read containers.a: it has both 'resource' and 'bases'; keep one "
        "of them");
  CHECK_FALSE(is_error("containers: {a: {" + bases + "}}"));
}

TEST_CASE("A storage's range that is none is an error") {
  for (const char* range :
       {"a", "'-3'", "-3", "1-2-3", "3-1", "'1 - 3'", "1+3", "''", "[]", "yes", "9999999999"})
    CHECK_MESSAGE(
        is_error(std::string("storage: {s: {type: block, multiple: {range: ") + range + "}}}"),
        range);
}

TEST_CASE("An option's default is a scalar") {
  CHECK(is_error("config: {options: {a: {type: string, default: [a]}}}"));
  CHECK(is_error("config: {options: {a: {type: string, default: {}}}}"));
  CHECK(is_error("config: {options: {a: {type: int, default: 99999999999999999999}}}"));
  CHECK(is_error("config: {options: {a: {type: string, default: !secret a}}}"));
}

TEST_CASE("An action's parameters are schemas") {
  CHECK(is_error("actions: {a: {params: [b]}}"));
  CHECK(is_error("actions: {a: {params: {b: [c]}}}"));
  CHECK(is_error("actions: {a: {required: b}}"));
  CHECK(is_error("actions: {a: {additionalProperties: {}}}"));
}

TEST_CASE("Config or actions inside and in a file of their own are an error") {
  CHECK(error_of_texts({.metadata = "name: demo\nconfig: {}", .config = ""}) ==
        "metadata.yaml:2: cannot read config: it stands here and in config.yaml too; keep one of "
        "them");
  CHECK(error_of_texts({.metadata = "actions: {}", .actions = "backup: "}) ==
        "metadata.yaml:1: cannot read actions: it stands here and in actions.yaml too; keep one of "
        "them");
}

TEST_CASE("Tags of Python or of others are errors") {
  CHECK(is_error("name: !!python/name:os.system"));
  CHECK(is_error("links: !mine x"));
}

TEST_CASE("A section of more than 1000 entries is an error") {
  std::string metadata = "resources:\n";
  for (int i = 0; i < 1000; ++i) metadata += "  r" + std::to_string(i) + ": {type: file}\n";
  CHECK_FALSE(is_error(metadata));
  CHECK(error_of(metadata + "  one-more: {type: file}\n") ==
        "metadata.yaml:2: cannot read resources: it has more than 1000 entries; remove some");
}

TEST_CASE("Aliases that would fill the memory are an error") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    std::string items = before;
    for (int copies = 1; copies < 10; ++copies) items += ", " + before;
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + items + "]\n";
  }
  CHECK(error_of(bomb).find("more than 100,000 values") != std::string::npos);
}
