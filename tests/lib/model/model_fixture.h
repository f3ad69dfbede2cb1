#pragma once
/// A Model over fake hook tools: the unit demo/0, which is related to remote and proxy, and its
/// peers.

#include <doctest/doctest.h>

#include "../juju/fake_tools.h"
#include "ops/juju/backend.h"
#include "ops/juju/process_hook_tools.h"
#include "ops/meta/charm_meta.h"
#include "ops/ops.h"
#include "ops/testing/fakes/fake_clock.h"

namespace ops {

class NoPebbles final : public pebble::Clients {
 public:
  pebble::Client& of(std::string_view container) override {
    throw RuntimeError("nobody needs the Pebble of " + std::string(container));
  }
};

class KeptLog final : public Logger {
 public:
  std::vector<std::string> lines = {};
  void log(LogLevel level, std::string_view message) override {
    lines.push_back(std::string(to_string(level)) + ' ' + std::string(message));
  }
};

struct ModelFixture {
  explicit ModelFixture(const juju::JujuContext& event = {}) : context(with_names(event)) {
    fake.add("juju-log", "");
    fake.add("relation-set", "cat >> \"$0.written\"; echo >> \"$0.written\"");
    answer("is-leader", "*", "true");
    answers("relation-ids", {{"db *", R"(["db:1"])"},
                             {"web *", R"(["web:3", "web:4"])"},
                             {"cluster *", R"(["cluster:5"])"},
                             {"*", "[]"}});
    answers("relation-list", {{"*--app -r web:4", "\"proxy\""},
                              {"*-r db:1", R"(["remote/1", "remote/0"])"},
                              {"*-r cluster:5", R"(["demo/2", "demo/1"])"},
                              {"*-r web:3", R"(["other/0"])"},
                              {"*-r web:4", "[]"}});
    answers("relation-get", {{"* - remote/0", R"({"host": "r0", "k": "v"})"},
                             {"* --app - remote", R"({"ak": "av"})"},
                             {"* --app - demo", R"({"shared": "x"})"},
                             {"*", R"({"mine": "1"})"}});
  }

  using Rows = std::vector<std::pair<std::string, std::string>>;

  /// What a tool prints: the first row that its arguments match. It fails where there is none.
  void answers(const std::string& tool, const Rows& rows) {
    std::string script = "case \"$*\" in\n";
    for (const auto& [arguments, out] : rows)
      script += quoted(arguments) + ") echo '" + out + "' ;;\n";
    fake.add(tool, script + "*) echo 'ERROR relation not found' >&2; exit 2 ;;\nesac");
  }
  void answer(const std::string& tool, const std::string& arguments, const std::string& out) {
    answers(tool, {{arguments, out}});
  }
  void fail(const std::string& tool, const std::string& said) {
    fake.add(tool, "echo '" + said + "' >&2; exit 1");
  }

  /// "relation-get --format=json -r db:1 - remote/0" of each call since the last time.
  std::vector<std::string> calls() {
    std::vector<std::string> all;
    const std::vector<juju::Call> every = fake.calls();
    for (; seen < every.size(); ++seen) {
      std::string line;
      for (const std::string& word : every[seen]) line += (line.empty() ? "" : " ") + word;
      all.push_back(line);
    }
    return all;
  }
  /// What was written to relation-set, a line each.
  std::string written() const {
    std::ifstream file(fake.folder() / "relation-set.written");
    return {std::istreambuf_iterator<char>(file), {}};
  }

  juju::FakeTools fake = {};
  juju::ProcessHookTools tools = {};
  testing::FakeClock clock = {};
  juju::JujuContext context;
  juju::Backend backend = juju::Backend({tools, clock, context});
  NoPebbles pebbles = {};
  KeptLog logger = {};
  meta::CharmMeta meta = declared();
  Model model = Model({backend, pebbles, logger, meta});
  std::size_t seen = 0;

 private:
  /// For the shell, all but the stars.
  static std::string quoted(const std::string& pattern) {
    std::string all;
    for (const char c : pattern) all += c == '*' ? "*" : c == ' ' ? "\\ " : std::string(1, c);
    return all;
  }

  static juju::JujuContext with_names(juju::JujuContext context) {
    context.unit_name = "demo/0";
    context.model_uuid = "m";
    if (context.version == JujuVersion{}) context.version = JujuVersion::parse("3.6.2");
    return context;
  }

  static meta::CharmMeta declared() {
    using meta::RelationRole;
    return {.name = "demo",
            .containers = {{"web", {}}},
            .requires_ = {{"db", {.role = RelationRole::requires_, .interface = "db"}}},
            .provides = {{"web", {.role = RelationRole::provides, .interface = "http"}},
                         {"api", {.role = RelationRole::provides, .interface = "http"}}},
            .peers = {{"cluster", {.role = RelationRole::peer, .interface = "peers"}}}};
  }
};

/// The names of things, for comparing.
template <class T>
std::vector<std::string> names_of(const Pointers<T>& things) {
  std::vector<std::string> names;
  for (const T* thing : things) names.push_back(thing->name());
  return names;
}

}  // namespace ops
