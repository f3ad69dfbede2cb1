/// What Pebble makes of one more layer, and what it refuses.
#include "ops/pebble/layers.h"

#include <doctest/doctest.h>

#include "ops/pebble/errors.h"

using ops::pebble::APIError, ops::pebble::Check, ops::pebble::CheckLevel, ops::pebble::combine,
    ops::pebble::ExecCheck, ops::pebble::HttpCheck, ops::pebble::Layer, ops::pebble::LogTarget,
    ops::pebble::LogTargetType, ops::pebble::OnExit, ops::pebble::Override, ops::pebble::Service,
    ops::pebble::TcpCheck, ops::pebble::with_layer, ops::pebble::with_yaml_layer,
    ops::pebble::Workload;
using Layers = ops::base::Map<std::string, Layer>;

namespace {

const Service kService{.override = Override::replace, .command = "c"};
const Layer kLayer{.services = {{"x", kService}}};

/// What Pebble says to `layer` under the label "a"; "accepted" if it takes it.
std::string answer(const Layer& layer, const Layers& below = {}, bool combining = false) {
  try {
    with_layer(below, "a", layer, combining);
    return "accepted";
  } catch (const APIError& error) {
    CHECK(error.code() == 400);
    CHECK(error.status() == "Bad Request");
    CHECK(error.kind() == "");
    return error.what();
  }
}
std::string answer(const Service& service) { return answer(Layer{.services = {{"x", service}}}); }
std::string answer(const Check& check) {
  return answer(Layer{.services = {{"x", kService}}, .checks = {{"k", check}}});
}
std::string answer(const LogTarget& target) {
  return answer(Layer{.services = {{"x", kService}}, .log_targets = {{"t", target}}});
}

std::string labelled(const Layers& below, const std::string& label) {
  try {
    with_layer(below, label, kLayer, false);
    return "accepted";
  } catch (const APIError& error) {
    return std::to_string(error.code()) + " " + error.what();
  }
}

const std::string kParsing = "cannot parse layer YAML: ";

}  // namespace

// ---- Labels ---------------------------------------------------------------------------------

TEST_CASE("a new label comes on top") {
  Layers layers = with_layer({}, "b", kLayer, false);
  layers = with_layer(layers, "a", Layer{}, false);
  std::string order;
  for (const auto& [label, layer] : layers) order += label;
  CHECK(order == "ba");
}

TEST_CASE("a label that is there is refused, unless the layers are to be combined") {
  const Layers layers = with_layer({}, "a", Layer{}, false);
  CHECK(labelled(layers, "a") == "400 layer \"a\" already exists");
  CHECK(with_layer(layers, "a", kLayer, true)["a"].services.contains("x"));
  CHECK(with_layer({}, "a", kLayer, true)["a"] == kLayer);
}

TEST_CASE("a label is any text but none, and not Pebble's own") {
  CHECK(labelled({}, "") == "400 label must be set");
  CHECK(labelled({}, "pebble-x") ==
        "400 cannot parse layer YAML: cannot use reserved label prefix \"pebble-\"");
  for (const char* label : {"pebble", "my label", "!@#", "a/b/c", "/"})
    CHECK(labelled({}, label) == "accepted");
}

TEST_CASE("a layer of a folder cannot go below one of another") {
  const std::string refusal = "500 cannot insert sub-directory layer without 'inner' attribute set";
  const Layers layers = {{"a/one", Layer{}}, {"b", Layer{}}};
  CHECK(labelled(layers, "a/two") == refusal);
  CHECK(labelled(layers, "a") == refusal);
  CHECK(labelled(layers, "b/one") == "accepted");
  CHECK(labelled(layers, "c/one") == "accepted");
  CHECK(labelled({{"a/one", Layer{}}}, "a/two") == "accepted");
}

// ---- Combining into a label -----------------------------------------------------------------

TEST_CASE("combining merges entries where the layer stands, and takes the new summary") {
  const Layers layers = {
      {"a", Layer{.summary = "one", .services = {{"x", kService}}}},
      {"b", Layer{.services = {{"x", {.override = Override::replace, .command = "top"}}}}}};
  const Layer more{.services = {{"x", {.override = Override::merge, .user = "u"}}}};
  const Layers after = with_layer(layers, "a", more, true);
  CHECK(after["a"] ==
        Layer{.services = {
                  {"x", Service{.override = Override::replace, .command = "c", .user = "u"}}}});
  CHECK(combine(after).services["x"].command == "top");
}

TEST_CASE("combining keeps a threshold, a capped timeout and normal durations") {
  const Check check{
      .override = Override::replace, .period = "5s", .timeout = "20s", .tcp = TcpCheck{.port = 1}};
  const Layers layers = with_layer({}, "a", Layer{.checks = {{"k", check}}}, false);
  CHECK(layers["a"].checks["k"] == check);
  const Check kept = with_layer(layers, "a", Layer{}, true)["a"].checks["k"];
  CHECK(kept.threshold == 3);
  CHECK(kept.timeout == "5s");
}

TEST_CASE("combining again and again makes lists grow") {
  Layers layers = with_layer({}, "base", kLayer, false);
  const Layer more{.services = {{"x", {.override = Override::merge, .after = {"b"}}}}};
  for (int i = 0; i < 3; ++i) layers = with_layer(layers, "more", more, true);
  CHECK(combine(layers).services["x"].after.size() == 3);
}

// ---- Services -------------------------------------------------------------------------------

TEST_CASE("a service says how it is combined") {
  CHECK(answer(Service{.command = "c"}) ==
        "layer \"a\" must define \"override\" for service \"x\"");
  CHECK(answer(Service{.override = Override::merge, .command = "c"}) == "accepted");
}

TEST_CASE("a service's name") {
  const auto named = [](const std::string& name) {
    return answer(Layer{.services = {{name, kService}}});
  };
  CHECK(named("") == kParsing + "cannot use empty string as service name");
  CHECK(named("pebble") == kParsing + "cannot use reserved service name \"pebble\"");
  CHECK(named("-x") ==
        kParsing + "cannot use service name \"-x\": starting with \"-\" not allowed");
  for (const char* name : {"all", "x-", "a b"}) CHECK(named(name) == "accepted");
}

TEST_CASE("a service's command") {
  const auto command = [](const char* text) {
    return answer(Service{.override = Override::replace, .command = text});
  };
  CHECK(command("c [ a ]") == "accepted");
  CHECK(command(" ") == "accepted");
  CHECK(command("") == "plan must define \"command\" for service \"x\"");
  CHECK(command("c \"") == kParsing +
                               "plan service \"x\" command invalid: cannot parse service \"x\" "
                               "command: EOF found when expecting closing quote");
}

TEST_CASE("a service's actions") {
  CHECK(answer(Service{.override = Override::replace,
                       .command = "c",
                       .on_success = OnExit::failure_shutdown,
                       .on_failure = OnExit::success_shutdown,
                       .on_check_failure = {{"k", OnExit::success_shutdown}}}) == "accepted");
  CHECK(answer(Service{.on_success = OnExit::success_shutdown}) ==
        kParsing + "plan service \"x\" on-success action \"success-shutdown\" invalid");
  CHECK(answer(Service{.on_failure = OnExit::failure_shutdown}) ==
        kParsing + "plan service \"x\" on-failure action \"failure-shutdown\" invalid");
  CHECK(answer(Service{.on_check_failure = {{"k", OnExit::failure_shutdown}}}) ==
        kParsing + "plan service \"x\" on-check-failure action \"failure-shutdown\" invalid");
}

TEST_CASE("a service's backoff") {
  const auto backoff = [](const char* delay, double factor) {
    return answer(Service{.override = Override::replace,
                          .command = "c",
                          .backoff_delay = delay,
                          .backoff_factor = factor});
  };
  CHECK(backoff("0s", 1) == "accepted");
  CHECK(backoff("5", 1) == kParsing +
                               "cannot parse layer \"a\" section \"services\": invalid duration "
                               "\"5\"");
  CHECK(backoff("1s", 0.5) ==
        kParsing + "plan service \"x\" backoff-factor must be 1.0 or greater, not 0.5");
}

TEST_CASE("what a service requires must be there; what it is after need not") {
  CHECK(answer(Service{.override = Override::replace, .command = "c", .after = {"zz"}}) ==
        "accepted");
  CHECK(answer(Service{.override = Override::replace, .command = "c", .requires_ = {"x"}}) ==
        "accepted");
  CHECK(answer(Service{.override = Override::replace, .command = "c", .requires_ = {"zz"}}) ==
        "service \"zz\" does not exist");
}

TEST_CASE("a loop that two layers make is refused") {
  const Layers below = {{"low", Layer{.services = {{"x", kService}, {"y", kService}}}}};
  Layer layer{.services = {{"x", {.override = Override::merge, .after = {"y"}}}}};
  CHECK(answer(layer, below) == "accepted");
  layer.services = layer.services.with("y", {.override = Override::merge, .after = {"x"}});
  CHECK(answer(layer, below) == "services in before/after loop: x, y");
}

TEST_CASE("layers below are checked again") {
  CHECK(answer(kLayer, {{"low", Layer{.services = {{"y", {.command = "c"}}}}}}) ==
        "layer \"low\" must define \"override\" for service \"y\"");
}

// ---- Checks ---------------------------------------------------------------------------------

TEST_CASE("a check is of one kind") {
  const std::string refusal =
      "plan must specify one of \"http\", \"tcp\", or \"exec\" for check \"k\"";
  CHECK(answer(Check{.override = Override::replace, .tcp = TcpCheck{.port = 1}}) == "accepted");
  CHECK(answer(Check{.override = Override::replace}) == refusal);
  CHECK(answer(Check{.override = Override::replace,
                     .http = HttpCheck{.url = "u"},
                     .tcp = TcpCheck{.port = 1}}) == refusal);
}

TEST_CASE("a check has what its kind needs") {
  const auto replace = Override::replace;
  CHECK(answer(Check{.override = replace, .http = HttpCheck{}}) ==
        "plan must set \"url\" for http check \"k\"");
  CHECK(answer(Check{.override = replace, .tcp = TcpCheck{}}) ==
        "plan must set \"port\" for tcp check \"k\"");
  CHECK(answer(Check{.override = replace, .exec = ExecCheck{}}) ==
        "plan must set \"command\" for exec check \"k\"");
  CHECK(answer(Check{.override = replace, .exec = ExecCheck{.command = "'"}}) ==
        kParsing + "plan check \"k\" command invalid: EOF found when expecting closing quote");
}

TEST_CASE("an exec check's context is a service that is there") {
  const auto context = [](const char* service) {
    return answer(Check{.override = Override::replace,
                        .exec = ExecCheck{.command = "c", .service_context = service}});
  };
  CHECK(context("x") == "accepted");
  CHECK(context("zz") == "plan check \"k\" service context specifies non-existent service \"zz\"");
}

TEST_CASE("a check's period and timeout are not 0") {
  const auto times = [](const char* period, const char* timeout) {
    return answer(Check{.override = Override::replace,
                        .period = period,
                        .timeout = timeout,
                        .tcp = TcpCheck{.port = 1}});
  };
  CHECK(times("-1s", "1ns") == "accepted");
  CHECK(times("0s", "") == kParsing + "plan check \"k\" period must not be zero");
  CHECK(times("", "0") == kParsing + "plan check \"k\" timeout must not be zero");
  CHECK(times("", "x") ==
        kParsing + "cannot parse layer \"a\" section \"checks\": invalid duration \"x\"");
}

TEST_CASE("a check says how it is combined, and has a name") {
  CHECK(answer(Check{.tcp = TcpCheck{.port = 1}}) ==
        "layer \"a\" must define \"override\" for check \"k\"");
  CHECK(answer(Layer{.checks = {{"", Check{}}}}) ==
        kParsing + "cannot use empty string as check name");
}

// ---- Log targets ----------------------------------------------------------------------------

TEST_CASE("a log target has a type and a location, and says how it is combined") {
  const LogTarget good{.type = LogTargetType::loki, .location = "l", .override = Override::replace};
  LogTarget target = good;
  CHECK(answer(target) == "accepted");
  target.override = Override::unset;
  CHECK(answer(target) == "layer \"a\" must define \"override\" for log target \"t\"");
  target = good;
  target.type = LogTargetType::unset;
  CHECK(answer(target) ==
        "plan must define \"type\" (\"loki\", \"opentelemetry\" or \"syslog\") for log target "
        "\"t\"");
  target = good;
  target.location = "";
  CHECK(answer(target) == "plan must define \"location\" for log target \"t\"");
}

TEST_CASE("a log target names services that are there") {
  const auto services = [](const char* one) {
    return answer(LogTarget{.type = LogTargetType::loki,
                            .location = "l",
                            .services = {one},
                            .override = Override::replace});
  };
  for (const char* one : {"x", "-x", "all", "-all"}) CHECK(services(one) == "accepted");
  CHECK(services("zz") == "log target \"t\" specifies unknown service \"zz\"");
  CHECK(services("--x") == "log target \"t\" specifies unknown service \"-x\"");
}

TEST_CASE("a log target's labels are not Pebble's own") {
  const auto label = [](const char* name) {
    return answer(LogTarget{.type = LogTargetType::loki,
                            .location = "l",
                            .override = Override::replace,
                            .labels = {{name, "v"}}});
  };
  CHECK(label("pebble") == "accepted");
  CHECK(label("pebble_x") == kParsing +
                                 "log target \"t\": label \"pebble_x\" uses reserved "
                                 "prefix \"pebble_\"");
}

// ---- Workloads ------------------------------------------------------------------------------

TEST_CASE("workloads are those that the container has started with") {
  const Workload workload{.override = Override::replace, .user = "u"};
  const Layers below = {{"low", Layer{.workloads = {{"w", workload}}}}};
  const std::string refusal = "cannot change immutable section \"workloads\"";
  CHECK(answer(Layer{.workloads = {{"w", workload}}}) == refusal);
  CHECK(answer(Layer{.workloads = {{"w", workload}}}, below) == "accepted");
  CHECK(answer(Layer{.workloads = {{"w", {.override = Override::merge}}}}, below) == "accepted");
  CHECK(answer(Layer{.workloads = {{"w", {.override = Override::replace}}}}, below) == refusal);
  CHECK(answer(Layer{.workloads = {{"w", Workload{}}}}, below) ==
        "workload \"w\": must define an \"override\" policy");
}

TEST_CASE("a service of a workload has its user and group from there") {
  const Layers below = {{"low", Layer{.workloads = {{"w", {.override = Override::replace}}}}}};
  Service service{.override = Override::replace, .command = "c", .workload = "w"};
  const auto added = [&] { return answer(Layer{.services = {{"x", service}}}, below); };
  CHECK(added() == "accepted");
  service.group_id = 0;
  CHECK(added() ==
        "plan service \"x\" cannot have group information and a workload at the same time");
  service.user = "u";
  CHECK(added() ==
        "plan service \"x\" cannot have user information and a workload at the same time");
  service.workload = "v";
  CHECK(added() == "workload \"v\": not defined for service \"x\"");
}

// ---- As YAML --------------------------------------------------------------------------------

TEST_CASE("a layer as YAML is the same as one that is a value") {
  CHECK(with_yaml_layer({}, "a", "services: {x: {override: replace, command: c}}", false) ==
        with_layer({}, "a", kLayer, false));
}

TEST_CASE("an override that is none is found after the label") {
  const char* yaml = "services: {x: {override: odd, command: c}}";
  CHECK_THROWS_WITH_AS(with_yaml_layer({}, "a", yaml, false),
                       "layer \"a\" has invalid \"override\" value for service \"x\"", APIError);
  CHECK_THROWS_WITH_AS(with_yaml_layer({{"a", Layer{}}}, "a", yaml, false),
                       "layer \"a\" already exists", APIError);
}
