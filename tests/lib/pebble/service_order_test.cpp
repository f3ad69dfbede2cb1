/// In which order services start and stop.
#include "ops/pebble/service_order.h"

#include <doctest/doctest.h>

#include "ops/pebble/errors.h"

using namespace ops::pebble;
using Names = std::vector<std::string>;

TEST_CASE("what is required starts as well; after and before decide the order") {
  const Map<std::string, Service> services = {
      {"web", {.after = {"db"}, .requires_ = {"db", "log"}}},
      {"db", {}},
      {"log", {.before = {"db"}}}};
  CHECK(service_order(services, {"web"}, Direction::start) == Names{"log", "db", "web"});
  CHECK(service_order(services, {"db"}, Direction::start) == Names{"db"});
}

TEST_CASE("what requires a service stops with it, in the opposite order") {
  const Map<std::string, Service> services = {
      {"web", {.after = {"db"}, .requires_ = {"db"}}}, {"db", {}}, {"log", {.before = {"db"}}}};
  CHECK(service_order(services, {"db"}, Direction::stop) == Names{"web", "db"});
  CHECK(service_order(services, {"web"}, Direction::stop) == Names{"web"});
}

TEST_CASE("without an order of their own, services go by name") {
  const Map<std::string, Service> services = {{"b", {}}, {"a", {}}, {"c", {}}};
  CHECK(service_order(services, {"c", "b", "a"}, Direction::start) == Names{"a", "b", "c"});
}

TEST_CASE("after and before count only among those that start") {
  const Map<std::string, Service> services = {
      {"a", {.after = {"z", "nobody", "a"}, .before = {"a"}}}, {"z", {}}};
  CHECK(service_order(services, {"a"}, Direction::start) == Names{"a"});
  CHECK(service_order(services, {"a", "z"}, Direction::start) == Names{"z", "a"});
}

TEST_CASE("a loop is refused, with its names in order") {
  const Map<std::string, Service> services = {{"c", {.after = {"b"}}},
                                              {"b", {.after = {"a"}}},
                                              {"a", {.after = {"c"}}},
                                              {"d", {.after = {"a"}}}};
  CHECK_THROWS_WITH_AS(service_order(services, {"a", "b", "c", "d"}, Direction::start),
                       "services in before/after loop: a, b, c", APIError);
  CHECK(service_order(services, {"a", "b", "d"}, Direction::start) == Names{"a", "b", "d"});
}

TEST_CASE("to require one another is no loop") {
  const Map<std::string, Service> services = {{"a", {.requires_ = {"b"}}},
                                              {"b", {.requires_ = {"a"}}}};
  CHECK(service_order(services, {"a"}, Direction::start) == Names{"a", "b"});
}

TEST_CASE("a service that is not there is refused") {
  const Map<std::string, Service> services = {{"a", {.requires_ = {"gone"}}}};
  CHECK_THROWS_WITH_AS(service_order(services, {"a"}, Direction::start),
                       "service \"gone\" does not exist", APIError);
  CHECK_THROWS_WITH_AS(service_order(services, {"zz"}, Direction::stop),
                       "service \"zz\" does not exist", APIError);
  CHECK(service_order(services, {"a"}, Direction::stop) == Names{"a"});
}

TEST_CASE("a long chain needs no deep stack") {
  Map<std::string, Service> services;
  for (int i = 0; i < 2000; ++i)
    services = services.with("s" + std::to_string(i), {.after = {"s" + std::to_string(i + 1)}});
  Names names;
  for (const auto& [name, service] : services) names.push_back(name);
  const Names order = service_order(services, names, Direction::start);
  CHECK(order.front() == "s1999");
  CHECK(order.back() == "s0");
}
