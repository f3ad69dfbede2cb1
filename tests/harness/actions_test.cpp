/// Actions: what they are given, and what whoever runs them gets to see.
#include "ops/juju/hook_tools.h"
#include "ops/ops.h"
#include "ops/testing/doctest.h"

using namespace ops::testing;
using ops::base::Json;
using ops::base::List;
using ops::base::Map;

namespace {

const ContextOptions kOptions{
    .meta = "name: db\n",
    .actions =
        "do-backup:\n"
        "  params:\n"
        "    filename: {type: string}\n"
        "    compression: {type: string, default: bzip2}\n"
        "    target: {type: object, properties: {host: {type: string, default: here}}}\n"
        "00-7: {}\n"};

/// Backs up unless it is told to fail.
class Database : public ops::CharmBase {
 public:
  explicit Database(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&Database::on_backup>(on()["do-backup"].action, *this);
    framework.observe<&Database::on_number>(on()["00-7"].action, *this);
    framework.observe<&Database::on_start>(on().start, *this);
  }

 private:
  void on_backup(ops::ActionEvent& event) {
    const Json* file = event.params.find("filename");
    event.log("starting");
    unit().set_status(ops::ActiveStatus{"backed up"});
    if (!file) return event.fail("no filename");
    event.set_results({{"size", 12},
                       {"stats", ops::Plain::dict({{"took", "3s"}})},
                       {"compression", event.params["compression"].as_string()}});
    event.log("done with run " + event.id);
  }
  void on_number(ops::ActionEvent&) {}
  void on_start(ops::StartEvent&) { (void)model().hook_tools().action_get(); }
};

}  // namespace

TEST_CASE("an action's results and its log are in the Context") {
  Context<Database> ctx(kOptions);
  (void)ctx.run(ctx.on.action("do-backup", {.params = {{"filename", "a.tar"}}, .id = "7"}),
                State{});
  CHECK(ctx.action_logs == List<std::string>{"starting", "done with run 7"});
  CHECK(ctx.action_results == Map<std::string, Json>{{"size", "12"},
                                                     {"stats", Json::parse(R"({"took": "3s"})")},
                                                     {"compression", "bzip2"}});
}

TEST_CASE("a parameter that is not given has the default of its schema, nested ones too") {
  class Telling : public ops::CharmBase {
   public:
    explicit Telling(ops::Framework& framework) : CharmBase(framework) {
      framework.observe<&Telling::on_backup>(on()["do-backup"].action, *this);
    }
    void on_backup(ops::ActionEvent& event) {
      CHECK(event.params["compression"] == Json("bzip2"));
      CHECK_FALSE(event.params.contains("filename"));
      CHECK(event.params["target"] == Json::parse(R"({"host": "here", "port": 1})"));
      CHECK(model().hook_tools().action_get_key("target.host") == Json("here"));
      CHECK(model().hook_tools().action_get_key("target.nope").is_null());
    }
  };
  Context<Telling> ctx(kOptions);
  (void)ctx.run(ctx.on.action("do-backup", {.params = {{"target", Json::parse(R"({"port": 1})")}}}),
                State{});
}

TEST_CASE("an action that fails throws, with the State that it has left") {
  Context<Database> ctx(kOptions);
  try {
    (void)ctx.run(ctx.on.action("do-backup"), State{});
    FAIL("it did not fail");
  } catch (const ActionFailed& failed) {
    CHECK(std::string(failed.what()) == "no filename");
    CHECK(failed.state().unit_status == ActiveStatus{"backed up"});
  }
  CHECK(ctx.action_logs == List<std::string>{"starting"});
  CHECK(ctx.action_results.empty());
}

TEST_CASE("play() tells of the failure instead") {
  const Context<Database> ctx(kOptions);
  const Outcome outcome = ctx.play(ctx.on.action("do-backup"), State{});
  CHECK(outcome.action_failure == std::string("no filename"));
  CHECK_FALSE(ctx.play(ctx.on.action("00-7"), State{}).action_failure.has_value());
}

TEST_CASE("logs and results are those of the last action") {
  Context<Database> ctx(kOptions);
  (void)ctx.run(ctx.on.action("do-backup", {.params = {{"filename", "a.tar"}}}), State{});
  (void)ctx.run(ctx.on.update_status(), State{});
  CHECK(ctx.action_logs.size() == 2);
  (void)ctx.run(ctx.on.action("00-7"), State{});
  CHECK(ctx.action_logs.empty());
  CHECK(ctx.action_results.empty());
}

TEST_CASE("keys that Juju keeps for itself are refused, and nothing is set then") {
  class Printing : public ops::CharmBase {
   public:
    explicit Printing(ops::Framework& framework) : CharmBase(framework) {
      framework.observe<&Printing::on_number>(on()["00-7"].action, *this);
    }
    void on_number(ops::ActionEvent& event) {
      CHECK_THROWS_WITH_AS(event.set_results({{"fine", 1}, {"stdout", "x"}}),
                           "ERROR cannot set reserved action key \"stdout\"\n", ops::ModelError);
      event.set_results({{"standard-out", "x"}});
    }
  };
  Context<Printing> ctx(kOptions);
  (void)ctx.run(ctx.on.action("00-7"), State{});
  CHECK(ctx.action_results == Map<std::string, Json>{{"standard-out", "x"}});
}

TEST_CASE("an action's hook tools are for actions") {
  Context<Database> ctx(kOptions);
  try {
    (void)ctx.run(ctx.on.start(), State{});
    FAIL("it did not throw");
  } catch (const UncaughtCharmError& error) {
    CHECK_THROWS_AS(std::rethrow_if_nested(error), ActionMissingFromContextError);
  }
}
