/// What an object keeps from one event to the next.
#include "ops/framework/stored_state.h"

#include "ops/testing/doctest.h"
#include "world.h"

using namespace framework_test;
using ops::AttributeError, ops::Plain, ops::StoredState, ops::StoredValue;
using ops::base::PlainKind, ops::store::Snapshot;

namespace {

class Keeper : public ops::Object {
 public:
  explicit Keeper(ops::Framework& framework) : Object(framework, "Keeper") {}
  StoredState stored{*this};
};

constexpr const char* kHandle = "Keeper/StoredStateData[_stored]";

/// One dispatch.
struct Dispatch {
  explicit Dispatch(World& world) : framework(world.parts()) {}
  ~Dispatch() { framework.commit(); }
  ops::Framework framework;
  Keeper keeper{framework};
  StoredState& stored = keeper.stored;
};

Plain kept(World& world, const char* name) { return world.store.load_snapshot(kHandle)[name]; }

}  // namespace

TEST_CASE("what is stored is there in the next dispatch") {
  World world;
  {
    Dispatch now(world);
    now.stored.set_default({{"count", 1}, {"seen", Plain::set()}});
    now.stored["count"] = now.stored["count"].as_int() + 1;
    now.stored["seen"].set().add("start");
    now.stored["text"] = "é";
    now.stored["none"] = Plain();
  }
  Dispatch now(world);
  now.stored.set_default({{"count", 1}});
  CHECK(now.stored["count"] == 2);
  CHECK(now.stored["seen"] == Plain::set({"start"}));
  CHECK(now.stored["text"].as_string() == "é");
  CHECK(now.stored["none"].is_null());
  CHECK(now.stored.names() == ops::base::List<std::string>{"count", "seen", "text", "none"});
}

TEST_CASE("what nobody looks at is neither loaded nor saved, and what is only read is not saved") {
  World world;
  { Dispatch now(world); }
  CHECK_FALSE(world.store.has_snapshot(kHandle));
  {
    Dispatch now(world);
    CHECK_FALSE(now.stored.has("a"));
  }
  CHECK_FALSE(world.store.has_snapshot(kHandle));
  { Dispatch(world).stored["l"] = Plain::list({1}); }
  const Snapshot before = world.store.load_snapshot(kHandle);
  {
    Dispatch now(world);
    CHECK(now.stored["l"].list().index(1) == 0);
    CHECK(now.stored["l"].get().contains(1));
  }
  CHECK(world.store.load_snapshot(kHandle).shares_with(before));
}

TEST_CASE("a name that is not there, or reserved, or has a value that cannot be, is told") {
  World world;
  Dispatch now(world);
  CHECK_THROWS_WITH_AS((void)now.stored.get("nope"), "attribute 'nope' is not stored",
                       AttributeError);
  CHECK_THROWS_WITH_AS((void)now.stored["nope"].list(), "attribute 'nope' is not stored",
                       AttributeError);
  CHECK_THROWS_WITH_AS((void)now.stored.get("on"), "attribute 'on' is reserved", AttributeError);
  CHECK_THROWS_WITH_AS(now.stored["on"] = 1, "attribute 'on' is reserved and cannot be set",
                       AttributeError);
  CHECK_FALSE(now.stored.has("on"));
  for (const auto& [value, type] : std::initializer_list<std::pair<Plain, std::string>>{
           {Plain::tuple({1}), "tuple"},
           {Plain::complex(1, 2), "complex"},
           {Plain::frozenset({1}), "frozenset"},
           {Plain::object("datetime"), "datetime"}})
    CHECK_THROWS_WITH_AS(
        now.stored["x"] = value,
        ("attribute 'x' cannot be a " + type + ": must be int/float/dict/list/etc").c_str(),
        AttributeError);
  CHECK_FALSE(now.stored.has("x"));
  now.stored.set_default({{"tuple", Plain::tuple({1})}});  // which looks at no type
  CHECK(now.stored["tuple"].kind() == PlainKind::tuple);
}

TEST_CASE("nested data that cannot be kept are found when all is saved") {
  World world;
  ops::Framework framework(world.parts());
  Keeper keeper(framework);
  keeper.stored["a"] = Plain::list({Plain::object("object")});
  CHECK_THROWS_WITH_AS(framework.commit(),
                       "unable to save the data for StoredStateData, it must contain only simple "
                       "types: {'a': [<object>]}",
                       ops::ValueError);
}

TEST_CASE("a list that is inside itself cannot be saved") {
  World world;
  ops::Framework framework(world.parts());
  Keeper keeper(framework);
  keeper.stored["a"] = Plain::list();
  keeper.stored["a"].list().append(keeper.stored["a"]);
  CHECK_THROWS_AS(framework.commit(), ops::ValueError);
  keeper.stored["a"].list().clear();
}

TEST_CASE("a list that is stored under two names is one, now and when it is loaded again") {
  World world;
  {
    Dispatch now(world);
    now.stored["a"] = Plain::list({1, Plain::dict({{"x", 1}})});
    now.stored["b"] = now.stored["a"];
    now.stored["b"].list().append(2);
    CHECK(now.stored["a"].get().size() == 3);
  }
  CHECK(kept(world, "a").identity() == kept(world, "b").identity());
  {
    Dispatch now(world);
    now.stored["b"].list().append(3);
    now.stored["a"][1]["x"] = 5;
    CHECK(now.stored["a"] == Plain::list({1, Plain::dict({{"x", 5}}), 2, 3}));
    now.stored["a"] = 0;
    CHECK(now.stored["b"].get().size() == 4);
  }
  CHECK(kept(world, "b")[1] == Plain::dict({{"x", 5}}));
}

TEST_CASE("each change of what is nested is saved") {
  World world;
  {
    Dispatch now(world);
    now.stored["d"] = Plain::dict({{"x", Plain::dict({{"y", Plain::list()}})}});
  }
  {
    Dispatch now(world);
    now.stored["d"]["x"]["y"].list().append(Plain::dict({{"z", 1}}));
  }
  CHECK(kept(world, "d").to_json() == R"({"x":{"y":[{"z":1}]}})");
}

TEST_CASE("a list does what Python's does") {
  World world;
  Dispatch now(world);
  now.stored["l"] = Plain::list({3, 1, 2});
  const auto list = now.stored["l"].list();
  list.insert(0, "a");
  list.insert(-1, "b");
  list.insert(99, "c");
  CHECK(list == Plain::list({"a", 3, 1, "b", 2, "c"}));
  CHECK(list.pop() == "c");
  CHECK(list.pop(0) == "a");
  list.remove("b");
  list.reverse();
  CHECK(list == Plain::list({2, 1, 3}));
  list.extend(Plain::tuple({1, 1}));
  list.extend(list);
  CHECK(list.count(1) == 6);
  CHECK(list.index(1.0) == 1);
  list.set(-1, Plain::set({1}));
  CHECK(list[-1].set().contains(1));
  list.erase(0);
  CHECK(list.size() == 9);
  CHECK_THROWS_AS(list.set(9, 0), ops::LookupError);
  CHECK_THROWS_AS((void)list.get(-10), ops::LookupError);
  CHECK_THROWS_AS(list.remove("nope"), ops::ValueError);
  CHECK_THROWS_AS((void)list.dict(), ops::TypeError);
  list.clear();
  CHECK_THROWS_AS((void)list.pop(), ops::LookupError);
}

TEST_CASE("a list is held up to another as Python does it") {
  World world;
  Dispatch now(world);
  now.stored["l"] = Plain::list({1, 2});
  const auto list = now.stored["l"].list();
  CHECK(list <= Plain::list({1, 2}));
  CHECK(list >= Plain::list({1.0, 2}));
  CHECK(list < Plain::list({1, 3}));
  CHECK(list > Plain::list({1}));
  CHECK(list > Plain::list());
  CHECK_FALSE(list < Plain::list({1, 2}));
  CHECK_FALSE(list == Plain::tuple({1, 2}));
  CHECK_THROWS_AS((void)(list < Plain::list({"a"})), ops::TypeError);
  CHECK_THROWS_AS((void)(list < Plain::tuple({1})), ops::TypeError);
}

TEST_CASE("a dict does what Python's does") {
  World world;
  Dispatch now(world);
  now.stored["d"] = Plain::dict({{"a", 1}, {Plain::tuple({1}), 2}});
  const auto dict = now.stored["d"].dict();
  CHECK(dict.get(Plain::tuple({1})) == 2);
  CHECK(dict.get("z", 9) == 9);
  dict.set("c", Plain::list());
  dict["c"].list().append(dict["a"]);
  CHECK(dict.setdefault("a", 7) == 1);
  CHECK(dict.setdefault("e", 7) == 7);
  dict.update(Plain::dict({{"a", 5}}));
  CHECK(dict.keys() == ops::base::List<Plain>{"a", Plain::tuple({1}), "c", "e"});
  CHECK(dict.popitem() == Plain::tuple({"a", 5}));
  CHECK(dict.pop("e") == 7);
  CHECK(dict.pop("e", "gone") == "gone");
  dict.erase(Plain::tuple({true}));
  CHECK(dict == Plain::dict({{"c", Plain::list({1})}}));
  CHECK_THROWS_AS(dict.erase("zz"), ops::LookupError);
  CHECK_THROWS_AS((void)dict.get("zz"), ops::LookupError);
  CHECK_THROWS_AS(dict.set(Plain::list(), 1), ops::TypeError);
  CHECK(dict.size() == 1);
  dict.clear();
  CHECK_THROWS_AS((void)dict.popitem(), ops::LookupError);
}

TEST_CASE("a set does what Python's does") {
  World world;
  Dispatch now(world);
  now.stored["s"] = Plain::set({1, 2});
  const auto set = now.stored["s"].set();
  set.add(2.0);
  set.add(3);
  CHECK((set | Plain::frozenset({3, 4})) == Plain::set({1, 2, 3, 4}));
  CHECK((set & Plain::set({3, 4})) == Plain::set({3}));
  CHECK((set - Plain::set({3, 4})) == Plain::set({1, 2}));
  CHECK((set ^ Plain::set({3, 4})) == Plain::set({1, 2, 4}));
  CHECK(set.isdisjoint(Plain::set({7})));
  CHECK(set >= Plain::set({1}));
  CHECK(set > Plain::set({1}));
  CHECK(set <= Plain::set({1, 2, 3}));
  CHECK_FALSE(set < Plain::set({1, 2, 3}));
  CHECK_FALSE(set < Plain::set({7}));
  CHECK_FALSE(set > Plain::set({7}));
  set.discard(9);
  set.remove(3);
  CHECK_THROWS_AS(set.remove(3), ops::LookupError);
  CHECK_THROWS_AS(set.add(Plain::list()), ops::TypeError);
  CHECK_THROWS_AS((void)(set | Plain::list()), ops::TypeError);
  set.update(Plain::set({5}));
  CHECK(set.pop() == Plain(1));
  CHECK(set == Plain::set({2, 5}));
  set.clear();
  CHECK_THROWS_AS((void)set.pop(), ops::LookupError);
}

TEST_CASE("objects keep theirs apart, and one object two of different names") {
  World world;
  {
    Dispatch now(world);
    StoredState other(now.keeper, "other");
    other["a"] = 1;
    now.stored["a"] = 2;
    StoredState same(now.keeper, "other");
    CHECK_THROWS_AS((void)same.has("a"), ops::RuntimeError);
    now.framework.commit();
  }
  CHECK(world.store.load_snapshot("Keeper/StoredStateData[other]") == Snapshot{{"a", 1}});
  CHECK(kept(world, "a") == Plain(2));
}

TEST_CASE("it is saved in its turn: who observes commit later changes it too late") {
  class Late : public ops::Object {
   public:
    Late(ops::Framework& framework, StoredState& stored)
        : Object(framework, "Late"), stored_(stored) {}
    void on_pre_commit(ops::PreCommitEvent&) { stored_["pre"] = 1; }
    void on_commit(ops::CommitEvent&) { stored_["late"] = 1; }

   private:
    StoredState& stored_;
  };
  World world;
  ops::Framework framework(world.parts());
  Keeper keeper(framework);
  keeper.stored["a"] = 1;
  Late late(framework, keeper.stored);
  framework.observe<&Late::on_pre_commit>(framework.on().pre_commit, late);
  framework.observe<&Late::on_commit>(framework.on().commit, late);
  framework.commit();
  CHECK(world.store.load_snapshot(kHandle) == Snapshot{{"a", 1}, {"pre", 1}});
}
