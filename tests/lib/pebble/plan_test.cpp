/// What layers come to.
#include "ops/pebble/plan.h"

#include <doctest/doctest.h>

#include <vector>

using ops::base::List, ops::base::Map;
using ops::pebble::Check, ops::pebble::combine, ops::pebble::ExecCheck, ops::pebble::HttpCheck,
    ops::pebble::Layer, ops::pebble::LogTarget, ops::pebble::LogTargetType, ops::pebble::OnExit,
    ops::pebble::Override, ops::pebble::Pairing, ops::pebble::PairingMode, ops::pebble::Plan,
    ops::pebble::Service, ops::pebble::Startup, ops::pebble::TcpCheck, ops::pebble::Workload,
    ops::pebble::CheckLevel;

namespace {

/// The plan's service "x" when these are on top of each other.
Service stacked(const Service& lower, const Service& upper) {
  return combine({{"low", Layer{.services = {{"x", lower}}}},
                  {"up", Layer{.services = {{"x", upper}}}}})
      .services["x"];
}
Check stacked(const Check& lower, const Check& upper) {
  return combine(
             {{"low", Layer{.checks = {{"x", lower}}}}, {"up", Layer{.checks = {{"x", upper}}}}})
      .checks["x"];
}

}  // namespace

TEST_CASE("the plan of a layer is what a test author writes by hand") {
  const Layer layer{
      .summary = "FastAPI demo service",
      .description = "pebble config layer",
      .services = {{"fastapi-service", Service{.summary = "fastapi demo",
                                               .startup = Startup::enabled,
                                               .override = Override::replace,
                                               .command = "uvicorn app --port=8000"}}}};
  const Plan expected{
      .services = {{"fastapi-service", Service{.summary = "fastapi demo",
                                               .startup = Startup::enabled,
                                               .override = Override::replace,
                                               .command = "uvicorn app --port=8000"}}}};
  CHECK(combine({{"fastapi_demo", layer}}) == expected);
  CHECK(combine({}) == Plan{});
}

TEST_CASE("a layer that needs no change is shared, not copied") {
  const Map<std::string, Layer> layers = {
      {"a", Layer{.services = {{"x", Service{.override = Override::replace, .command = "c"}}}}}};
  CHECK(combine(layers).services.shares_with(layers["a"].services));
}

TEST_CASE("replace takes the place of all that was said") {
  const Service lower{.summary = "s", .override = Override::replace, .command = "c", .user_id = 1};
  const Service upper{.override = Override::replace, .command = "d"};
  CHECK(stacked(lower, upper) == upper);
}

TEST_CASE("merge changes what it says, and keeps the override of what is below") {
  const Service lower{.summary = "s", .override = Override::replace, .command = "c"};
  const Service upper{.override = Override::merge, .command = "d"};
  CHECK(stacked(lower, upper) ==
        Service{.summary = "s", .override = Override::replace, .command = "d"});
}

TEST_CASE("merge on nothing is as it stands") {
  const Service alone{.override = Override::merge, .command = "c"};
  CHECK(combine({{"a", Layer{.services = {{"x", alone}}}}}).services["x"] == alone);
}

TEST_CASE("an empty text, an unset word and a missing id change nothing; an id of 0 does") {
  const Service lower{.startup = Startup::enabled,
                      .override = Override::replace,
                      .command = "c",
                      .user_id = 1,
                      .on_success = OnExit::ignore};
  Service merged = stacked(lower, {.override = Override::merge});
  CHECK(merged == lower);
  merged = stacked(lower, {.override = Override::merge, .user_id = 0});
  CHECK(merged.user_id == 0);
}

TEST_CASE("merge appends lists, doubles and all, and merges maps by key") {
  const Service merged = stacked(Service{.override = Override::replace,
                                         .after = {"a"},
                                         .environment = {{"A", "1"}, {"B", "1"}},
                                         .on_check_failure = {{"k", OnExit::ignore}}},
                                 Service{.override = Override::merge,
                                         .after = {"b", "a"},
                                         .environment = {{"B", ""}, {"C", "2"}},
                                         .on_check_failure = {{"k", OnExit::restart}}});
  CHECK(merged.after == List<std::string>{"a", "b", "a"});
  CHECK(merged.environment == Map<std::string, std::string>{{"A", "1"}, {"B", ""}, {"C", "2"}});
  CHECK(merged.on_check_failure["k"] == OnExit::restart);
}

TEST_CASE("merge takes a duration of 0 for said") {
  const Service merged = stacked({.override = Override::replace, .kill_delay = "5s"},
                                 {.override = Override::merge, .kill_delay = "0s"});
  CHECK(merged.kill_delay == "0s");
}

TEST_CASE("a check of the same kind is merged member by member") {
  const Check lower{.override = Override::replace,
                    .http = HttpCheck{.url = "u", .headers = {{"A", "1"}}}};
  const Check merged =
      stacked(lower, {.override = Override::merge, .http = HttpCheck{.headers = {{"B", "2"}}}});
  CHECK(merged.http == HttpCheck{.url = "u", .headers = {{"A", "1"}, {"B", "2"}}});
  CHECK(lower.http->headers.size() == 1);  // what is below stays as it was
}

TEST_CASE("a check of another kind is there beside the one below") {
  const Check merged = stacked({.override = Override::replace, .tcp = TcpCheck{.port = 80}},
                               {.override = Override::merge, .exec = ExecCheck{.command = "c"}});
  CHECK(merged.tcp == TcpCheck{.port = 80});
  CHECK(merged.exec == ExecCheck{.command = "c"});
}

TEST_CASE("a port or a threshold of 0 changes nothing") {
  const Check merged = stacked(
      {.override = Override::replace, .threshold = 7, .tcp = TcpCheck{.port = 80, .host = "h"}},
      {.override = Override::merge, .threshold = 0, .tcp = TcpCheck{.host = "i"}});
  CHECK(merged.threshold == 7);
  CHECK(merged.tcp == TcpCheck{.port = 80, .host = "i"});
}

TEST_CASE("a check's level stays when the upper one has none") {
  const Check merged = stacked({.override = Override::replace, .level = CheckLevel::alive},
                               {.override = Override::merge, .period = "5s"});
  CHECK(merged.level == CheckLevel::alive);
}

TEST_CASE("a threshold that nobody sets is 3") {
  CHECK(combine({{"a", Layer{.checks = {{"x", Check{}}}}}}).checks["x"].threshold == 3);
  CHECK(combine({{"a", Layer{.checks = {{"x", Check{.threshold = 1}}}}}}).checks["x"].threshold ==
        1);
}

TEST_CASE("a timeout is no longer than the period; one that is not said does not show") {
  const auto timeout = [](const char* period, const char* given) {
    const Check check{.period = period, .timeout = given};
    return combine({{"a", Layer{.checks = {{"x", check}}}}}).checks["x"].timeout;
  };
  CHECK(timeout("60s", "90m") == "1m0s");
  CHECK(timeout("60s", "60s") == "1m0s");
  CHECK(timeout("60s", "59s") == "59s");
  CHECK(timeout("", "11s") == "10s");  // Pebble's own period
  CHECK(timeout("1s", "") == "");
}

TEST_CASE("the cap is on what the layers come to, not on each") {
  const Check low{.override = Override::replace, .period = "5s", .timeout = "20s"};
  CHECK(stacked(low, {.override = Override::merge, .period = "60s"}).timeout == "20s");
}

TEST_CASE("durations are as Go writes them; what is none stays") {
  const auto delay = [](const char* given) {
    return combine({{"a", Layer{.services = {{"x", Service{.kill_delay = given}}}}}})
        .services["x"]
        .kill_delay;
  };
  CHECK(delay("90s") == "1m30s");
  CHECK(delay("1m30s") == "1m30s");
  CHECK(delay("") == "");
  CHECK(delay("soon") == "soon");
}

TEST_CASE("a startup given as text is the word that it says") {
  const auto startup = [](const char* given) {
    const Service service{.startup = std::string(given)};
    return combine({{"a", Layer{.services = {{"x", service}}}}}).services["x"].startup;
  };
  CHECK(startup("enabled") == Startup::enabled);
  CHECK(startup("disabled") == Startup::disabled);
  CHECK(startup("") == Startup::unset);
  CHECK(startup("sometimes") == std::string("sometimes"));
}

TEST_CASE("entries come by name, with numbers as numbers") {
  const Plan plan = combine({{"a", Layer{.services = {{"web10", {}}, {"web2", {}}}}},
                             {"b", Layer{.services = {{"api", {}}}}}});
  std::vector<std::string> names;
  for (const auto& [name, service] : plan.services) names.push_back(name);
  CHECK(names == std::vector<std::string>{"api", "web2", "web10"});
}

TEST_CASE("log targets append services and merge labels") {
  const Layer low{.log_targets = {{"x", LogTarget{.type = LogTargetType::loki,
                                                  .location = "l",
                                                  .services = {"all"},
                                                  .override = Override::replace,
                                                  .labels = {{"A", "1"}}}}}};
  const Layer up{.log_targets = {{"x", LogTarget{.type = LogTargetType::syslog,
                                                 .services = {"-web"},
                                                 .override = Override::merge,
                                                 .labels = {{"B", "2"}}}}}};
  CHECK(combine({{"low", low}, {"up", up}}).log_targets["x"] ==
        LogTarget{.type = LogTargetType::syslog,
                  .location = "l",
                  .services = {"all", "-web"},
                  .override = Override::replace,
                  .labels = {{"A", "1"}, {"B", "2"}}});
}

TEST_CASE("workloads are merged too; of pairing modes the last that is said counts") {
  const Workload workload{.override = Override::replace, .environment = {{"A", "1"}}};
  const Layer low{.workloads = {{"w", workload}}, .pairing = Pairing{.mode = PairingMode::single}};
  const Layer up{.workloads = {{"w", Workload{.override = Override::merge, .user = "u"}}}};
  const Plan plan = combine({{"low", low}, {"up", up}});
  CHECK(plan.workloads["w"] ==
        Workload{.override = Override::replace, .environment = {{"A", "1"}}, .user = "u"});
  CHECK(plan.pairing == Pairing{.mode = PairingMode::single});
  CHECK(combine({{"up", up}}).pairing.has_value() == false);
}
