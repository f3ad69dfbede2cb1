#include "ops/model/action_results.h"

#include <doctest/doctest.h>

#include "ops/base/errors.h"

using namespace ops;
using base::Plain;
using Flat = base::Map<std::string, std::string>;

TEST_CASE("results within results have keys with dots, and empty ones are nothing") {
  CHECK(flattened_results(
            {{"a", "b"}, {"n", Plain::from_json(R"({"k.k": "1", "x-y": {"z": "2"}})")}}) ==
        Flat{{"a", "b"}, {"n.k.k", "1"}, {"n.x-y.z", "2"}});
  std::string keys;
  for (const auto& [key, _] : flattened_results({{"z", Plain::dict({{"y", 1}, {"x", 2}})}}))
    keys += key + ' ';
  CHECK(keys == "z.y z.x ");
  CHECK(flattened_results({{"empty", Plain::from_json("{}")}}).empty());
}

TEST_CASE("strings stay as they are, all else is as Python writes it") {
  CHECK(flattened_results({{"a", "two\nlines"},
                           {"b", true},
                           {"c", 1.0},
                           {"d", Plain()},
                           {"e", Plain::from_json(R"([1, "x", {"f": 2}])")}}) ==
        Flat{{"a", "two\nlines"},
             {"b", "True"},
             {"c", "1.0"},
             {"d", "None"},
             {"e", "[1, 'x', {'f': 2}]"}});
}

TEST_CASE("Juju does not take every key of a result") {
  for (const char* key : {"a", "1", "a-b.c", "a..b", "stdout"})
    CHECK(flattened_results({{key, "x"}}) == Flat{{key, "x"}});
  for (const char* key : {"", "A", "a_b", "a b", "-a", "a-", ".a", "a.", "\u00e9"})
    CHECK_THROWS_AS(flattened_results({{key, "x"}}), ValueError);
  CHECK_THROWS_WITH_AS(flattened_results({{"a", Plain::from_json(R"({"B": 1})")}}),
                       "key 'B' is invalid: must be similar to 'key', 'some-key2', or 'some.key'",
                       ValueError);
}

TEST_CASE("a key that comes out twice is an error") {
  CHECK_THROWS_WITH_AS(flattened_results({{"a", Plain::from_json(R"({"b": 1})")}, {"a.b", 2}}),
                       "duplicate key detected in dictionary passed to 'action-set': 'a.b'",
                       ValueError);
}
