#include "ops/cli/analysis.h"

#include <doctest/doctest.h>

namespace {

using ops::cli::analyse_entries, ops::cli::ArchivedEntry;
using Entries = std::vector<ArchivedEntry>;

ArchivedEntry file(const std::string& name, const std::string& content) {
  return {.name = name, .mode = 0100644, .size = content.size(), .content = content};
}

ArchivedEntry with_mode(ArchivedEntry entry, std::uint32_t mode) {
  entry.mode = mode;
  return entry;
}

/// A charm of which there is nothing to say.
Entries good() {
  return {
      file("LICENSE", ""),
      file("README.md", ""),
      with_mode(
          file("dispatch", std::string("\177ELF\2\1", 6) + std::string(12, '\0') + "\x3E" + '\0'),
          0100755),
      file("icon.svg", ""),
      file("manifest.yaml", "bases: [{name: ubuntu, architectures: [amd64]}]"),
      file("metadata.yaml", "{name: demo, summary: s, description: d}"),
  };
}

/// A good charm and `more`, of which what has a name that it has already takes the place.
Entries with(const Entries& more) {
  Entries entries = good();
  for (const ArchivedEntry& entry : more) {
    std::erase_if(entries, [&](const auto& e) { return e.name == entry.name; });
    entries.push_back(entry);
  }
  return entries;
}

Entries without(const std::string& name) {
  Entries entries = good();
  std::erase_if(entries, [&](const auto& e) { return e.name == name; });
  return entries;
}

/// The line of one finding.
std::string line(const Entries& entries, const std::string& name) {
  for (const auto& finding : analyse_entries(entries))
    if (finding.name == name) return finding.line();
  return "no such finding";
}

}  // namespace

TEST_CASE("there is nothing to say of a good charm") {
  for (const auto& finding : analyse_entries(good()))
    CHECK(finding.verdict == ops::cli::Verdict::ok);
}

TEST_CASE("an entry that cannot be unpacked, or is no file, is an error") {
  ArchivedEntry damaged = file("a", "");
  damaged.fault = "CRC error";
  CHECK(line(with({damaged}), "entries") == "entries: [ERROR] 'a' cannot be unpacked: CRC error");
  CHECK(line(with({with_mode(file("a", ""), 0060644)}), "entries") ==
        "entries: [ERROR] 'a' is neither a file nor a folder nor a link");
  CHECK(line(with({with_mode(file("a", ""), 0104755)}), "entries") ==
        "entries: [ERROR] 'a' would run as another user");
  CHECK(line(with({with_mode(file("a", ""), 0)}), "entries") == "entries: [OK]");
}

TEST_CASE("a name that leads out of the charm, or stands twice, is an error") {
  CHECK(line(with({file("../a", "")}), "paths") ==
        "paths: [ERROR] '../a' is not safe: it climbs out of the charm");
  Entries twice = good();
  twice.push_back(file("LICENSE", ""));
  CHECK(line(twice, "paths") == "paths: [ERROR] 'LICENSE' stands in it twice");
}

TEST_CASE("a link may lead to another place in the charm, and nowhere else") {
  const auto link = [](const std::string& target) {
    return line(with({with_mode(file("hooks/start", target), 0120777)}), "paths");
  };
  CHECK(link("../dispatch") == "paths: [OK]");
  CHECK(link("../../dispatch") ==
        "paths: [ERROR] 'hooks/start' is not safe: it is a link that leaves the charm");
  CHECK(link("/bin/sh") ==
        "paths: [ERROR] 'hooks/start' is not safe: it is a link to an absolute path");
  CHECK(link("a/../dispatch") ==
        "paths: [ERROR] 'hooks/start' is not safe: it is a link that goes down and up again");
}

TEST_CASE("what Juju needs is missed, and what Charmhub shows is asked for") {
  CHECK(line(without("manifest.yaml"), "parts") ==
        "parts: [ERROR] There is no manifest.yaml, which says what the charm runs on.");
  CHECK(line(without("dispatch"), "parts") ==
        "parts: [ERROR] There is neither dispatch nor hooks: Juju has nothing to start.");
  CHECK(line(without("icon.svg"), "parts") ==
        "parts: [WARNING] There is no icon.svg, which Charmhub shows.");
}

TEST_CASE("metadata.yaml is there, is YAML, and says what the charm is") {
  CHECK(line(without("metadata.yaml"), "metadata") ==
        "metadata: [ERROR] Cannot read the metadata.yaml file.");
  CHECK(line(with({file("metadata.yaml", "name: [")}), "metadata")
            .starts_with("metadata: [ERROR] The metadata.yaml file is not a valid YAML file."));
  CHECK(line(with({file("metadata.yaml", "other: 1")}), "metadata") ==
        "metadata: [ERROR] The metadata.yaml file is missing the following attribute(s): "
        "'description', 'name' and 'summary'.");
  CHECK(line(with({file("metadata.yaml", "{name: demo, summary: s, description: d, series: [x]}")}),
             "metadata")
            .starts_with("metadata: [WARNING]"));
}

TEST_CASE("config.yaml and actions.yaml may be missing, and are what they should be") {
  CHECK(line(with({file("actions.yaml", "backup: {}")}), "juju-actions") ==
        "juju-actions: [OK] Valid actions.yaml file.");
  CHECK(line(with({file("actions.yaml", "backup: {")}), "juju-actions")
            .starts_with("juju-actions: [ERROR] The actions.yaml file is not a valid YAML file."));
  CHECK(line(with({file("config.yaml", "options: {port: {type: int}}")}), "juju-config") ==
        "juju-config: [OK]");
  CHECK(line(with({file("config.yaml", "options: []")}), "juju-config") ==
        "juju-config: [ERROR] Error in config.yaml: must have an 'options' dictionary.");
  CHECK(line(with({file("config.yaml", "options: {port: {}}")}), "juju-config") ==
        "juju-config: [ERROR] Error in config.yaml: items under 'options' must have a 'type' key.");
}

TEST_CASE("names with underscores are a break of the conventions") {
  CHECK(line(with({file("config.yaml", "options: {a_b: {type: int}, c-d: {type: int}}"),
                   file("actions.yaml", "e_f: {params: {g_h: {type: string}}}")}),
             "naming-conventions") ==
        "naming-conventions: [WARNING] Naming conventions breaks:\n"
        "Some config-options (a_b) are in snake case, while others  (c-d) are with hyphens.\n"
        "Some actions (e_f) are using snake case naming convention.\n"
        "Some action params (g_h) are using snake case naming convention.");
}

TEST_CASE("what dispatch starts is there and can be started") {
  const ArchivedEntry script =
      with_mode(file("dispatch", "#!/bin/sh\nexec './src/demo'\n\n"), 0100755);
  const ArchivedEntry program = with_mode(file("src/demo", ""), 0100755);
  CHECK(line(with({script, program}), "entrypoint") == "entrypoint: [OK]");
  CHECK(line(with({script}), "entrypoint") ==
        "entrypoint: [ERROR] Cannot find the entrypoint file: 'src/demo'");
  CHECK(line(with({script, with_mode(program, 0100644)}), "entrypoint") ==
        "entrypoint: [ERROR] The entrypoint file is not executable: 'src/demo'");
  CHECK(line(with({with_mode(script, 0100644)}), "entrypoint") ==
        "entrypoint: [ERROR] The entrypoint file is not executable: 'dispatch'");
}

TEST_CASE("a program is for the architecture that the manifest says") {
  CHECK(line(with({file("manifest.yaml", "bases: [{architectures: [arm64]}]")}), "architecture") ==
        "architecture: [ERROR] 'dispatch' is for amd64, and manifest.yaml says 'arm64'.");
  CHECK(line(with({file("manifest.yaml", "bases: []")}), "architecture") ==
        "architecture: [ERROR] The manifest.yaml file has no base with an architecture.");
}
