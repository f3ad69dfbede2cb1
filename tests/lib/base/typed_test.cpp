#include "ops/base/typed.h"

#include <doctest/doctest.h>

#include "ops/base/fields.h"

using namespace ops;
using namespace ops::base;

namespace {

struct Settings {
  int port = 80;
  double ratio = 0.5;
  Optional<std::string> secret = {};
  std::string log_level = "info";
  List<Json> tags = {};
  static constexpr Alias ops_aliases[] = {{"log_level", "level"}};
  void validate() const {
    if (port <= 0) throw ValueError("port " + std::to_string(port) + " is out of range");
  }
  OPS_VALUE(Settings);
};
OPS_FIELDS(Settings, port, ratio, secret, log_level, tags)

struct Named {
  Required<std::string> name;
  OPS_VALUE(Named);
};
OPS_FIELDS(Named, name)

using Values = Map<std::string, Json>;

template <class T>
T load(const Values& values) {
  return *static_cast<const T*>(load_typed(typed_class<T>(), values).value());
}

}  // namespace

TEST_CASE("what has no value keeps its default, and what has no member is passed over") {
  CHECK(load<Settings>({}) == Settings{});
  CHECK(load<Settings>({{"port", 8080}, {"unknown", 1}}) == Settings{.port = 8080});
}

TEST_CASE("a member is known by its alias, and by that alone") {
  CHECK(load<Settings>({{"level", "debug"}, {"log_level", "error"}}).log_level == "debug");
}

TEST_CASE("a whole number will do for a double, null for an Optional") {
  CHECK(load<Settings>({{"ratio", 2}}).ratio == 2.0);
  CHECK(load<Settings>({{"secret", "s"}}).secret == Optional<std::string>("s"));
  CHECK(load<Settings>({{"secret", Json()}}).secret == Optional<std::string>());
}

TEST_CASE("a value of the wrong type is an error that names the member") {
  CHECK_THROWS_WITH_AS(load<Settings>({{"port", "eighty"}}),
                       "cannot read port: expected an integer, got \"eighty\"", ParseError);
  CHECK_THROWS_WITH_AS(load<Named>({}), "cannot read the value: Named needs 'name'", ParseError);
}

TEST_CASE("what validate() throws comes through") {
  CHECK_THROWS_WITH_AS(load<Settings>({{"port", -1}}), "port -1 is out of range", ValueError);
}

TEST_CASE("every member is saved, by its alias, in the order of the members' names") {
  const Settings settings{.port = 80, .tags = {Json("a"), Json(1)}};
  const Values saved = save_typed(typed_class<Settings>(), &settings);
  std::string names;
  for (const auto& [name, value] : saved) names += name + '=' + value.text() + ' ';
  CHECK(names == R"(level="info" port=80 ratio=0.5 secret=null tags=["a",1] )");
}
