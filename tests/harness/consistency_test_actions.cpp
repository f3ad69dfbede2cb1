/// The consistency checker's rules for actions and their parameters.

#include <vector>

#include "consistency_test.h"
#include "ops/testing/events.h"

using namespace ops::testing;
using ops::base::Json, ops::base::Map;

namespace {

const Events on;

std::string errors_of(const std::string& actions, const Event& event) {
  return Situation{.meta = "actions: " + actions, .event = event}.errors({});
}

/// Of one parameter `p` that is declared so.
std::string errors_of_value(const std::string& schema, const Json& value) {
  return errors_of("{act: {params: {p: " + schema + "}}}",
                   on.action("act", {.params = {{"p", value}}}));
}

}  // namespace

TEST_CASE("An action's event has a declared action") {
  CHECK(errors_of("{do-it: }", on.action("do-it")) == "");
  CHECK(errors_of("{do-it: }", on.action("nope")) ==
        "Event.action: 'nope' is not in the charm's metadata; declare it under 'actions', or pass "
        "one of: do-it");
  CHECK(errors_of("{}", on.action("do-it")) ==
        "Event.action: 'do-it' is not in the charm's metadata; declare it under 'actions'");
  CHECK(errors_of("{do-it: }", {.name = "do_it_action", .kind = EventKind::action}) ==
        "Event.action: do_it_action is about an action and has none; pass its name and parameters");
}

TEST_CASE("An action's event is named after it") {
  Event event = on.action("do-it");
  CHECK(errors_of("{do-it: }", event) == "");
  event.name = "do_that_action";
  CHECK(errors_of("{do-it: }", event) ==
        "Event.name: 'do_that_action' is not the event of action 'do-it'; pass do_it_action");
}

TEST_CASE("An action's name is one") {
  for (const char* name : {"a", "0", "00-7", "do-backup"})
    CHECK_MESSAGE(errors_of("{\"" + std::string(name) + "\": }", on.action(name)) == "", name);
  CHECK(errors_of("{}", on.action("do_backup")) ==
        "Event.action: 'do_backup' is not valid; pass an action's name: lower-case letters, digits "
        "and '-', no '-' at either end");
  for (const char* name : {"", "Backup", "-backup", "backup-", "b\xC3\xA4", "backup\n"})
    CHECK_MESSAGE(errors_of("{}", on.action(name)).find("is not valid") != std::string::npos, name);
}

TEST_CASE("A parameter is declared") {
  const std::string actions = "{act: {params: {a: {type: string}, b: {type: string}}}}";
  CHECK(errors_of(actions, on.action("act", {.params = {{"b", "x"}}})) == "");
  CHECK(errors_of(actions, on.action("act", {.params = {{"c", "x"}}})) ==
        "Event.action.params: 'c' is no parameter of the action 'act'; declare it under its "
        "'params', or pass one of: a, b");
  CHECK(errors_of("{act: }", on.action("act", {.params = {{"c", "x"}}})) ==
        "Event.action.params: 'c' is no parameter of the action 'act'; declare it under its "
        "'params'");
}

TEST_CASE("A declared parameter has a type, whether it is given or not") {
  CHECK(errors_of("{act: {params: {p: {type: string}}}}", on.action("act")) == "");
  CHECK(errors_of("{act: {params: {p: {description: a type}}}}", on.action("act")) ==
        "actions.act.params.p in the charm's metadata: it has no type; give it string, boolean, "
        "integer, number, array or object");
  CHECK(errors_of("{act: {params: {p: }}}", on.action("act")) != "");
  CHECK(errors_of("{act: {params: {p: }}, other: }", on.action("other")) == "");
}

TEST_CASE("A type that JSON schema does not have is warned of, and takes no value") {
  const std::string actions = "{act: {params: {p: {type: blob}}}}";
  const auto warnings =
      Situation{.meta = "actions: " + actions, .event = on.action("act")}.warnings({});
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0] ==
        "actions.act.params.p in the charm's metadata: its type is \"blob\", so its value cannot "
        "be checked; give it one of JSON schema's types");
  CHECK(errors_of(actions, on.action("act", {.params = {{"p", "x"}}})) ==
        "Event.action.params: 'p' has no type of JSON schema in the charm's metadata; give it one");
}

TEST_CASE("A parameter's value is of its type, as Juju asks for it") {
  const Json list = Json::parse("[1]"), object = Json::parse("{\"a\":1}");
  struct Type {
    const char* name;
    std::vector<Json> right, wrong;
  };
  for (const Type& type : std::vector<Type>{
           {"string", {"", "x"}, {1, true, list, object, Json()}},
           {"boolean", {true, false}, {0, "true", list}},
           {"integer", {0, -3}, {1.5, "3", true, Json()}},
           {"number", {1, 1.5, -0.25}, {"1", true, list}},
           {"array", {list, Json::parse("[]")}, {"text", object, 1.5}},
           {"object", {object, Json::parse("{}")}, {"{}", list}},
       }) {
    const std::string schema = "{type: " + std::string(type.name) + "}";
    for (const Json& value : type.right)
      CHECK_MESSAGE(errors_of_value(schema, value) == "", type.name, ' ', value);
    for (const Json& value : type.wrong)
      CHECK_MESSAGE(
          errors_of_value(schema, value) == "Event.action.params[p]: it is " + value.text() +
                                                ", but the parameter's type is " + type.name +
                                                ", and Juju refuses it; pass such a value",
          type.name, ' ', value);
  }
}

TEST_CASE("Only a schema's own type counts") {
  CHECK(errors_of_value("{default: {type: a}, description: 'b\"{', type: integer}", 3) == "");
  CHECK(errors_of_value("{type: object, properties: {type: {type: string}}}",
                        Json::parse("{\"type\":\"x\"}")) == "");
}

TEST_CASE("A required parameter is given or has a default") {
  const std::string actions =
      "{act: {params: {p: {type: string}, q: {type: string, default: x}}, required: [p, q]}}";
  CHECK(errors_of(actions, on.action("act", {.params = {{"p", "x"}}})) == "");
  CHECK(errors_of(actions, on.action("act")) ==
        "Event.action.params: the action 'act' requires 'p', and Juju refuses it without; pass it");
  CHECK(errors_of("{act: {params: {p: {type: string}}}}", on.action("act")) == "");
}
