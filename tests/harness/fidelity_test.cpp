/// What Scenario gets wrong and no other test here is about; docs/reference/fidelity.md has it all.
#include <concepts>
#include <filesystem>
#include <fstream>

#include "ops/ops.h"
#include "ops/testing/doctest.h"
#include "ops/testing/testing.h"

using namespace ops::testing;
using ops::base::List, ops::base::Map;

namespace {

/// Logs what happens to it, and defers the event of a relation.
class NotingCharm : public ops::CharmBase {
 public:
  explicit NotingCharm(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&NotingCharm::on_start>(on().start, *this);
    framework.observe<&NotingCharm::on_secret>(on().secret_changed, *this);
    framework.observe<&NotingCharm::on_storage>(on()["data"].storage_attached, *this);
    framework.observe<&NotingCharm::on_relation>(on()["db0"].relation_changed, *this);
  }
  void on_start(ops::StartEvent&) { logger().warning("start"); }
  void on_secret(ops::SecretChangedEvent& event) {
    logger().warning("secret " + event.secret().get_content()["a"]);
  }
  void on_storage(ops::StorageAttachedEvent& event) {
    logger().warning("storage " + std::to_string(event.storage->index()));
  }
  void on_relation(ops::RelationChangedEvent& event) {
    logger().warning("relation");
    event.defer();
  }
};

const ContextOptions kOptions{.meta = R"(
name: demo
requires: {db0: {interface: a}}
storage: {data: {type: filesystem}}
containers: {web: }
)"};

List<std::string> warnings_in(const List<JujuLogLine>& log) {
  List<std::string> all;
  for (const JujuLogLine& line : log)
    if (std::string(line.level) == "WARNING") all = all.with(line.message);
  return all;
}

/// What the charm notes in a run of start in this State.
List<std::string> noted(const State& state) {
  const Context<NotingCharm> ctx(kOptions);
  return warnings_in(ctx.play(ctx.on.start(), state).juju_log);
}

}  // namespace

// ---- Deferred events ------------------------------------------------------------------------

TEST_CASE("a secret's event that is built as deferred finds its handler and the secret") {
  const Secret secret{.tracked_content = Map<std::string, std::string>{{"a", "b"}},
                      .id = "secret:1"};
  const Events on;
  CHECK(noted({.secrets = {secret},
               .deferred = {deferred<&NotingCharm::on_secret>(on.secret_changed(secret))}}) ==
        List<std::string>{"secret b", "start"});
}

TEST_CASE("a storage's event that is built as deferred finds its handler and the storage") {
  const Storage data{.name = "data", .index = 1};
  const Events on;
  CHECK(noted({.storages = {data},
               .deferred = {deferred<&NotingCharm::on_storage>(on.storage_attached(data))}}) ==
        List<std::string>{"storage 1", "start"});
}

TEST_CASE("a deferred event whose name has a digit is in the State, and comes again") {
  const Context<NotingCharm> ctx(kOptions);
  const Relation db{.endpoint = "db0"};
  const State after = ctx.play(ctx.on.relation_changed(db), {.relations = {db}}).state;
  REQUIRE(after.deferred.size() == 1);
  CHECK(std::string(after.deferred[0].handle_path) == "NotingCharm/on/db0_relation_changed[1]");
  CHECK(noted(after) == List<std::string>{"relation", "start"});
}

// ---- Values ---------------------------------------------------------------------------------

TEST_CASE("a charm's statuses are those of the State, with nothing to convert") {
  CHECK(State{.unit_status = ops::UnknownStatus{}} == State{});
  CHECK(State{.app_status = ops::BlockedStatus{"no"}}.app_status == BlockedStatus{"no"});
}

TEST_CASE(
    "a State's ports and a charm's are different types, and comparing them does not compile") {
  CHECK(!std::equality_comparable_with<TCPPort, ops::Port>);
  CHECK(!std::constructible_from<Port, ops::Port>);
  CHECK(std::equality_comparable<TCPPort>);
}

TEST_CASE("a status prints as the code that makes it, whatever its message is") {
  CHECK(ops::base::to_string(BlockedStatus{"say \"no\""}) ==
        "BlockedStatus{.message = \"say \\\"no\\\"\"}");
}

// ---- Mounts ---------------------------------------------------------------------------------

TEST_CASE(
    "a mount at the root shows its source there, and a relative source is one of this place") {
  namespace fs = std::filesystem;
  const fs::path source = fs::current_path() / "fidelity_mount";
  fs::create_directories(source);
  std::ofstream(source / "in.txt") << "from outside";
  const auto read = [](const char* location, const char* from, const char* path) {
    class Reader : public ops::CharmBase {
     public:
      Reader(ops::Framework& framework, const char* file) : CharmBase(framework), file_(file) {
        framework.observe<&Reader::on_start>(on().start, *this);
      }
      void on_start(ops::StartEvent&) {
        unit().set_workload_version(unit().get_container("web").pull(file_));
      }

     private:
      const char* file_;
    };
    Context<Reader> ctx(kOptions, path);
    const Container web{.name = "web",
                        .can_connect = true,
                        .mounts = {{"it", {.location = location, .source = from}}}};
    return ctx.run(ctx.on.start(), {.containers = {web}}).workload_version;
  };
  CHECK(read("/", source.c_str(), "/in.txt") == "from outside");
  CHECK(read("/data", "fidelity_mount", "/data/in.txt") == "from outside");
  fs::remove_all(source);
}

// ---- Contexts -------------------------------------------------------------------------------

TEST_CASE(
    "one version is meant by all: a tagged one is legal, and what is none is refused at once") {
  Context<NotingCharm> ctx(ContextOptions{.meta = kOptions.meta, .juju_version = "3.6-beta1"});
  CHECK_NOTHROW((void)ctx.run(ctx.on.start(), {}));
  CHECK_THROWS_AS(Context<NotingCharm>(ContextOptions{.meta = kOptions.meta, .juju_version = "3"}),
                  ops::ParseError);
}

TEST_CASE("a Context's log has the lines of its own runs, and of no other") {
  Context<NotingCharm> one(kOptions), other(kOptions);
  (void)one.run(one.on.start(), {});
  (void)one.run(one.on.start(), {});
  (void)other.run(other.on.start(), {});
  CHECK(warnings_in(one.juju_log.list()) == List<std::string>{"start", "start"});
  CHECK(warnings_in(other.juju_log.list()) == List<std::string>{"start"});
}
