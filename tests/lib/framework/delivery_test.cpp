/// How events get to handlers, now and later.
#include "ops/testing/doctest.h"
#include "world.h"

using namespace framework_test;
using ops::Plain, ops::store::Notice;

namespace {

class OtherEvent : public ThingEvent {};
class JujuEvent : public ops::EventBase {
 public:
  bool is_from_juju() const override { return true; }
};

/// Writes down what it hears of; defers that if it is told to.
class Root : public ops::Object {
 public:
  struct Events {
    ops::BoundEvent<ThingEvent> thing;
    ops::BoundEvent<OtherEvent> other;
    ops::BoundEvent<JujuEvent> start;
  };
  const Events on{{this, "thing"}, {this, "other"}, {this, "start"}};

  explicit Root(ops::Framework& framework) : Object(framework, "Root") {}
  Root(Root& parent, std::string_view key) : Object(parent, "Lib", key), heard(parent.heard) {}

  void on_thing(ThingEvent& event) { note(event, "on_thing", event.data.to_json()); }
  void on_second(ThingEvent& event) { note(event, "on_second", event.data.to_json()); }
  void on_any(ops::EventBase& event) { note(event, "on_any", ""); }
  void on_other(OtherEvent& event) { note(event, "on_other", ""); }
  void emit_thing(JujuEvent& event) {
    note(event, "emit_thing", "");
    on.thing.emit(ThingEvent(7));
    note(event, "emit_thing again", "");
  }

  bool defers = false;
  std::vector<std::string>* heard = nullptr;

 private:
  void note(ops::EventBase& event, const char* method, const std::string& data) {
    if (heard) heard->push_back(event.path() + ' ' + method + (data.empty() ? "" : ' ' + data));
    if (defers) event.defer();
  }
};

/// One dispatch: a framework, and the root that lives in it.
struct Dispatch {
  explicit Dispatch(World& world, std::string_view event_name = "start")
      : framework(world.parts(event_name)) {
    root.heard = &heard;
  }
  ops::Framework framework;
  Lines heard = {};
  Root root{framework};
};

/// A World in which on_thing has deferred an event.
World with_deferred(const Plain& data = {}) {
  World world;
  Dispatch first(world);
  first.framework.observe<&Root::on_thing>(first.root.on.thing, first.root);
  first.root.defers = true;
  first.root.on.thing.emit(ThingEvent(data));
  first.framework.commit();
  return world;
}

}  // namespace

TEST_CASE("each emission uses up a key; what nobody observes is not stored") {
  World world;
  Dispatch now(world);
  now.root.on.thing.emit({});
  now.framework.observe<&Root::on_thing>(now.root.on.thing, now.root);
  now.root.on.thing.emit(ThingEvent(1));
  CHECK(now.heard == Lines{"Root/on/thing[2] on_thing 1"});
  CHECK(world.store.entries().empty());
  now.framework.commit();
  CHECK(world.store.load_snapshot("StoredStateData[_stored]") ==
        ops::store::Snapshot{{"event_count", 4}});
}

TEST_CASE("handlers are called in the order in which they asked, each with its own event") {
  World world;
  Dispatch now(world);
  now.framework.observe<&Root::on_second>(now.root.on.thing, now.root);
  now.framework.observe<&Root::on_any>(now.root.on.thing, now.root);
  now.framework.observe<&Root::on_thing>(now.root.on.other, now.root);
  now.root.on.thing.emit(ThingEvent(Plain::set({1})));
  now.root.on.other.emit({});
  CHECK(now.heard == Lines{R"(Root/on/thing[1] on_second {"!set":[1]})", "Root/on/thing[1] on_any",
                           "Root/on/other[2] on_thing null"});
}

TEST_CASE("an event of any type is observed by a handler that takes what it turns out to be") {
  World world;
  Dispatch now(world);
  const ops::AnyBoundEvent events[] = {now.root.on.thing, now.root.on.other};
  for (const ops::AnyBoundEvent& event : events) {
    now.framework.observe<&Root::on_any>(event, now.root);
    now.framework.observe<&Root::on_other>(event, now.root);
  }
  now.root.on.thing.emit({});
  now.root.on.other.emit({});
  CHECK(now.heard ==
        Lines{"Root/on/thing[1] on_any", "Root/on/other[2] on_any", "Root/on/other[2] on_other"});
}

TEST_CASE("what one handler deferred is emitted again to that one, in its place") {
  World world = with_deferred(5);
  CHECK(world.waiting() == Lines{"Root/on/thing[1] Root on_thing"});
  for (const bool again : {true, false}) {
    world.log.lines.clear();
    Dispatch now(world);
    now.framework.observe<&Root::on_any>(now.root.on.thing, now.root);
    now.framework.observe<&Root::on_thing>(now.root.on.thing, now.root);
    now.root.defers = again;
    now.framework.reemit();
    CHECK(now.heard == Lines{"Root/on/thing[1] on_thing 5"});
    CHECK(world.log.lines[0] ==
          "DEBUG Re-emitting deferred event <ThingEvent via Root/on/thing[1]> (1 of 1 in queue).");
    CHECK(world.waiting().size() == (again ? 1 : 0));
    CHECK(world.store.has_snapshot("Root/on/thing[1]") == again);
  }
}

TEST_CASE("a handler that is due an event is not made due an equal one") {
  World world = with_deferred(1);
  Dispatch now(world);
  now.framework.observe<&Root::on_thing>(now.root.on.thing, now.root);
  now.framework.observe<&Root::on_second>(now.root.on.thing, now.root);
  Root lib(now.root, "a");
  now.framework.observe<&Root::on_thing>(lib.on.thing, now.root);
  world.log.lines.clear();
  now.root.on.thing.emit(ThingEvent(true));  // the same to Python
  CHECK(now.heard == Lines{"Root/on/thing[4] on_second true"});
  REQUIRE(!world.log.lines.empty());
  CHECK(world.log.lines[0].starts_with("INFO Skipping notice (Root/on/thing[4], Root, on_thing)"));
  now.heard.clear();
  now.root.on.thing.emit(ThingEvent(2));
  lib.on.thing.emit(ThingEvent(1));
  CHECK(now.heard == Lines{"Root/on/thing[5] on_thing 2", "Root/on/thing[5] on_second 2",
                           "Root/Lib[a]/on/thing[6] on_thing 1"});
}

TEST_CASE("only what is emitted within another event is called custom") {
  World world;
  Dispatch now(world);
  now.framework.observe<&Root::emit_thing>(now.root.on.start, now.root);
  now.framework.observe<&Root::on_thing>(now.root.on.thing, now.root);
  now.root.on.start.emit({});
  CHECK(now.heard == Lines{"Root/on/start[1] emit_thing", "Root/on/thing[2] on_thing 7",
                           "Root/on/start[1] emit_thing again"});
  CHECK(world.log.lines == Lines{"DEBUG Emitting custom event <ThingEvent via Root/on/thing[2]>."});
}

TEST_CASE("an event of a type that the charm does not know is dropped without a word") {
  World world = with_deferred();
  Dispatch now(world);
  world.log.lines.clear();
  now.framework.reemit();
  CHECK(world.log.lines.empty());
  CHECK(world.waiting().empty());
  CHECK_FALSE(world.store.has_snapshot("Root/on/thing[1]"));
}

TEST_CASE("a declared event is known; a handler that is only kept is found") {
  World world = with_deferred();
  Dispatch now(world);
  now.framework.declare(now.root.on.thing);
  now.framework.keep_handler<&Root::on_thing>(now.root);
  now.root.on.thing.emit({});
  CHECK(now.heard.empty());
  now.framework.reemit();
  CHECK(now.heard == Lines{"Root/on/thing[1] on_thing null"});
}

TEST_CASE("a handler is found by its name though it observes another event now") {
  World world = with_deferred();
  Dispatch now(world);
  now.framework.observe<&Root::on_second>(now.root.on.thing, now.root);
  now.framework.observe<&Root::on_thing>(now.root.on.other, now.root);
  now.framework.reemit();
  CHECK(now.heard == Lines{"Root/on/thing[1] on_thing null"});
}

TEST_CASE("a handler that is gone is passed over; an observer that is gone is warned of") {
  World world = with_deferred();
  world.store.save_notice({.event_path = "Root/on/thing[1]",
                           .observer_path = "Root/Lib[x]",
                           .method_name = "on_thing"});
  Dispatch now(world);
  now.framework.observe<&Root::on_any>(now.root.on.thing, now.root);
  world.log.lines.clear();
  now.framework.reemit();
  CHECK(now.heard.empty());
  REQUIRE(world.log.lines.size() == 2);
  CHECK(world.log.lines[0].starts_with("DEBUG Re-emitting"));
  CHECK(world.log.lines[1].starts_with("WARNING Dropping Root/on/thing[1]: its observer Root/Lib"));
  CHECK(world.waiting().empty());
}

TEST_CASE("what an object observed stays known when it is gone, and finds one of the same path") {
  World world;
  Dispatch now(world);
  {
    Root lib(now.root, "a");
    now.framework.observe<&Root::on_thing>(now.root.on.thing, lib);
    CHECK_THROWS_WITH_AS(Root(now.root, "a"),
                         "two objects claiming to be Root/Lib[a] have been created",
                         ops::RuntimeError);
  }
  now.root.on.thing.emit({});
  CHECK(world.log.lines.size() == 1);
  Root lib(now.root, "a");
  now.root.on.thing.emit({});
  CHECK(world.log.lines.size() == 2);  // it has observed nothing yet
  now.framework.observe<&Root::on_thing>(now.root.on.other, lib);
  now.root.on.thing.emit({});
  CHECK(now.heard == Lines{"Root/on/thing[3] on_thing null"});
}

TEST_CASE("a snapshot that is not there, and a path that makes no sense, end the dispatch") {
  World world = with_deferred();
  Dispatch now(world);
  now.framework.observe<&Root::on_thing>(now.root.on.thing, now.root);
  world.store.drop_snapshot("Root/on/thing[1]");
  CHECK_THROWS_AS(now.framework.reemit(), ops::store::NoSnapshotError);
  World bad;
  bad.store.save_notice(
      {.event_path = "what[", .observer_path = "Root", .method_name = "on_thing"});
  Dispatch then(bad);
  CHECK_THROWS_WITH_AS(then.framework.reemit(), "attempted to restore invalid handle path what[",
                       ops::RuntimeError);
}

TEST_CASE("when notices of one event stand apart, its snapshot goes with the first that is done") {
  World world = with_deferred();
  const Notice second{
      .event_path = "Root/on/thing[1]", .observer_path = "Root", .method_name = "on_second"};
  world.store.save_snapshot("Root/on/other[2]", {{"data", 0}});
  world.store.save_notice(
      {.event_path = "Root/on/other[2]", .observer_path = "Root", .method_name = "on_thing"});
  world.store.save_notice(second);
  Dispatch now(world);
  now.framework.observe<&Root::on_thing>(now.root.on.thing, now.root);
  now.framework.observe<&Root::on_second>(now.root.on.thing, now.root);
  now.framework.observe<&Root::on_thing>(now.root.on.other, now.root);
  CHECK_THROWS_AS(now.framework.reemit(), ops::store::NoSnapshotError);
  CHECK(now.heard.size() == 2);
}

TEST_CASE("data that cannot be kept are refused when the event is emitted, observed or not") {
  World world;
  Dispatch now(world);
  const Plain data = Plain::dict({{"o", Plain::object("object")}});
  for (const bool observed : {false, true}) {
    if (observed) now.framework.observe<&Root::on_thing>(now.root.on.thing, now.root);
    CHECK_THROWS_WITH_AS(now.root.on.thing.emit(ThingEvent(data)),
                         "unable to save the data for ThingEvent, it must contain only simple "
                         "types: {'data': {'o': <object>}}",
                         ops::ValueError);
  }
  CHECK(world.store.entries().empty());
  CHECK(now.heard.empty());
}

TEST_CASE("a framework that has lost count does not begin anew") {
  World world;
  world.store.save_snapshot("StoredStateData[_stored]", {});
  Dispatch now(world);
  CHECK_THROWS_AS(now.root.on.thing.emit({}), ops::TypeError);
}

TEST_CASE("the framework's own events cannot be deferred, nor emitted by others") {
  World world;
  Dispatch now(world);
  ops::CommitEvent commit;
  CHECK_THROWS_WITH_AS(commit.defer(), "cannot defer lifecycle events", ops::RuntimeError);
  CHECK_THROWS_AS(now.framework.on().commit.emit(commit), ops::RuntimeError);
}

TEST_CASE("who listens knows which event is being handled, and whether it was deferred") {
  struct Listener final : ops::framework::EventContextListener {
    void entered(std::string_view kind, bool deferred) override {
      said.push_back(std::string(kind) + (deferred ? " again" : ""));
    }
    void left() override { said.emplace_back("left"); }
    Lines said = {};
  };
  World world = with_deferred();
  Listener listener;
  auto parts = world.parts();
  parts.context_listener = &listener;
  ops::Framework framework(parts);
  Root root(framework);
  { const ops::framework::EventContext init(framework, "__init__"); }
  framework.observe<&Root::on_thing>(root.on.thing, root);
  framework.observe<&Root::emit_thing>(root.on.start, root);
  framework.reemit();
  root.on.start.emit({});
  CHECK(listener.said ==
        Lines{"__init__", "left", "thing again", "left", "start", "thing", "left", "left"});
}
