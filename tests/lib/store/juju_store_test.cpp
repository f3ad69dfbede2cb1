/// What lies in Juju's controller, and how it gets there.
#include "ops/store/juju_store.h"

#include "fake_state_tools.h"
#include "ops/store/state_yaml.h"
#include "ops/testing/doctest.h"

using ops::base::Plain;
using ops::store::JujuStore, ops::store::Notice, ops::store::plain_from_state_yaml,
    ops::store::Snapshot, ops::store::state_yaml, ops::store::UnreadableSnapshotError;
using Calls = std::vector<std::string>;

namespace {

struct World {
  store_test::FakeStateTools tools = {};
  JujuStore store{tools};
};

const Notice notice{
    .event_path = "MyCharm/on/start[1]", .observer_path = "MyCharm", .method_name = "on_start"};

Plain read(std::string_view yaml) { return plain_from_state_yaml(yaml, "key"); }

}  // namespace

TEST_CASE("each kind has its words, on one line, and is read back") {
  const std::pair<const char*, const char*> words[] = {
      {"null", "null"},
      {"true", "true"},
      {"-5", "-5"},
      {"123456789012345678901", "123456789012345678901"},
      {"1.5", "1.5"},
      {"2.0", "2.0"},
      {"1e+300", "1.0e+300"},
      {"5e-324", "5.0e-324"},
      {R"({"!float":"nan"})", ".nan"},
      {R"({"!float":"-inf"})", "-.inf"},
      {R"("yes")", R"("yes")"},
      {R"("é\n\"\\ ☃ 😀\u2028\u0085")", R"("\xe9\n\"\\ \u2603 \U0001f600\u2028\x85")"},
      {R"({"!bytes":"AP8="})", R"(!!binary "AP8=")"},
      {R"([1,[2,{"a":[]}]])", R"([1, [2, {"a": []}]])"},
      {R"({"!tuple":[1]})", "!!python/tuple [1]"},
      {R"({"!set":["a",1]})", R"(!!set {"a": null, 1: null})"},
      {R"({"!set":[]})", "!!set {}"},
      {R"({"!dict":[[1,"x"],[null,"y"],[{"!tuple":[1,2]},"z"]]})",
       R"({1: "x", null: "y", ? !!python/tuple [1, 2] : "z"})"},
      {R"({"!set":[{"!tuple":[1]}]})", "!!set {? !!python/tuple [1] : null}"},
  };
  for (const auto& word : words) {
    const Plain value = Plain::from_json(word.first);
    CAPTURE(value);
    CHECK(state_yaml(value) == std::string(word.second) + '\n');
    CHECK(read(state_yaml(value)) == value);
  }
}

TEST_CASE("text that looks like something else stays text") {
  for (const char* text : {"yes",    "null", "1",   "1.0",           "~",     "2030-01-01", " lead",
                           "trail ", "a: b", "#x",  "multi\nline\n", "",      "\t",         "!tag",
                           "- x",    "0x1",  "1e3", "it's",          "\"q\"", "<<",         "=",
                           "\x01"})
    CHECK(read(state_yaml(Plain::dict({{text, text}}))) == Plain::dict({{text, text}}));
  const std::string large(5000, 'k');
  CHECK(read(state_yaml(Plain::dict({{large, large}}))) == Plain::dict({{large, large}}));
}

TEST_CASE("what is one object is written once, and read as one") {
  const Plain list = Plain::list({1});
  const std::string yaml = state_yaml(Plain::dict({{"a", list}, {"b", Plain::list({list})}}));
  CHECK(yaml == "{\"a\": &id1 [1], \"b\": [*id1]}\n");
  const Plain again = read(yaml);
  CHECK(again.find("a")->identity() == (*again.find("b"))[0].identity());
  CHECK(state_yaml(Plain::list({Plain::list(), Plain::list()})) == "[[], []]\n");
}

TEST_CASE("what Python's ops has written is read") {
  CHECK(read("T: true\na: !!set {1: null, 2: null}\nb: !!binary |\n  AP8=\ne: !!set {}\n"
             "big: 1000000000000000000000000000000\nk:\n  ? &id001 !!python/tuple [1, 2]\n  : z\n"
             "  null: 1\nl:\n- 1\n- - 2\n  - a: []\ns: ['yes', '', '1', \"\\xE9\\n\", 'multi\n\n"
             "    line\n\n    ']\nt: *id001\nw: 2.0\n")
            .to_json() ==
        R"({"T":true,"a":{"!set":[1,2]},"b":{"!bytes":"AP8="},"e":{"!set":[]},)"
        R"("big":1000000000000000000000000000000,)"
        R"("k":{"!dict":[[{"!tuple":[1,2]},"z"],[null,1]]},"l":[1,[2,{"a":[]}]],)"
        R"("s":["yes","","1","é\n","multi\nline\n"],"t":{"!tuple":[1,2]},"w":2.0})");
}

TEST_CASE("what ops has no word for is refused, both ways") {
  for (const Plain& value :
       {Plain::frozenset({1}), Plain::complex(1, 2), Plain::object("datetime")})
    CHECK_THROWS_AS((void)state_yaml(Plain::list({value})), ops::store::StoreError);
  for (const char* yaml :
       {"{unclosed", "!!python/object/apply:os.system [true]", "!!python/name:os.system ''",
        "!mine 1", "!!timestamp 2030-01-01", "!!omap [a: 1]", "!!binary '?'", "!!set {[1]: null}",
        "{[1]: 2}", "&a [*a]"}) {
    CAPTURE(yaml);
    CHECK_THROWS_AS((void)read(yaml), UnreadableSnapshotError);
  }
}

TEST_CASE("a snapshot lies under its handle") {
  World world;
  world.store.save_snapshot("MyCharm/on/start[1]", {{"a", 1}});
  CHECK(world.tools.kept["MyCharm/on/start[1]"] == "{\"a\": 1}\n");
  CHECK(world.store.load_snapshot("MyCharm/on/start[1]") == Snapshot{{"a", 1}});
  world.store.drop_snapshot("MyCharm/on/start[1]");
  world.store.commit();
  CHECK(world.tools.calls ==
        Calls{"set MyCharm/on/start[1]", "get MyCharm/on/start[1]", "delete MyCharm/on/start[1]"});
}

TEST_CASE("a key without text, or with a line break, is one that is not there") {
  World world;
  for (const char* text : {"", "\n"}) {
    world.tools.kept["a"] = world.tools.kept["#notices#"] = text;
    CHECK_FALSE(world.store.has_snapshot("a"));
    CHECK_THROWS_AS((void)world.store.load_snapshot("a"), ops::store::NoSnapshotError);
    CHECK(world.store.notices({}).empty());
  }
  world.tools.kept["#notices#"] = "null\n";
  CHECK(world.store.notices({}).empty());
}

TEST_CASE("what is no snapshot, and what are no notices, is refused") {
  World world;
  for (const char* text : {"[1]", "null", "{1: 2}", "{unclosed"}) {
    world.tools.kept["a"] = text;
    CHECK_THROWS_AS((void)world.store.load_snapshot("a"), UnreadableSnapshotError);
  }
  for (const char* text : {"{}", "1", "[[a, b]]", "[[a, b, 1]]", "[abc]"}) {
    world.tools.kept["#notices#"] = text;
    CHECK_THROWS_AS((void)world.store.notices({}), UnreadableSnapshotError);
  }
}

TEST_CASE("all notices lie under one key, which is written anew for each") {
  World world;
  world.store.save_notice(notice);
  CHECK(world.tools.kept["#notices#"] ==
        "[!!python/tuple [\"MyCharm/on/start[1]\", \"MyCharm\", \"on_start\"]]\n");
  world.store.drop_notice(notice);
  CHECK(world.tools.kept["#notices#"] == "[]\n");
  CHECK(world.tools.calls ==
        Calls{"get #notices#", "set #notices#", "get #notices#", "set #notices#"});
}

TEST_CASE("state-set is given a literal text under a quoted key") {
  CHECK(ops::store::state_file("#notices#", "[]\n") == "\"#notices#\": |\n  []\n");
  CHECK(ops::store::state_file("A\"é", "{\"a\": 1}\n") == "\"A\\\"\\xe9\": |\n  {\"a\": 1}\n");
}
