/// Layers and plans as YAML.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "ops/pebble/errors.h"
#include "ops/pebble/yaml.h"

using ops::pebble::APIError, ops::pebble::Check, ops::pebble::ExecCheck, ops::pebble::HttpCheck,
    ops::pebble::Layer, ops::pebble::layer_from_yaml, ops::pebble::LogTarget,
    ops::pebble::LogTargetType, ops::pebble::OnExit, ops::pebble::Override, ops::pebble::Pairing,
    ops::pebble::PairingMode, ops::pebble::Plan, ops::pebble::plan_from_yaml,
    ops::pebble::ProtocolError, ops::pebble::Service, ops::pebble::Startup, ops::pebble::to_yaml;

namespace {

/// What Pebble says to this text, without what it always says first.
std::string fault(std::string_view yaml) {
  try {
    layer_from_yaml(yaml, "a");
    return "none";
  } catch (const APIError& error) {
    const std::string message = error.what(), start = "cannot parse layer YAML: ";
    return message.starts_with(start) ? message.substr(start.size()) : "! " + message;
  }
}

/// Of a layer with this line in its service "x".
std::string service_fault(const std::string& line) {
  return fault("services:\n  x:\n    override: replace\n    command: c\n    " + line + "\n");
}
Service service_with(const std::string& line) {
  return layer_from_yaml("services:\n  x:\n    " + line + "\n", "a").services["x"];
}

const std::string kServices = "cannot parse layer \"a\" section \"services\": ";
const std::string kUnmarshal = "yaml: unmarshal errors:\n  ";

}  // namespace

// ---- Reading --------------------------------------------------------------------------------

TEST_CASE("every section is read") {
  const Layer layer = layer_from_yaml(
      "summary: s\n"
      "description: d\n"
      "services: {x: {override: replace, command: c, startup: enabled}}\n"
      "checks: {k: {override: merge, period: 90s, http: {url: u, headers: {A: 1}}}}\n"
      "log-targets: {t: {override: replace, type: loki, location: l, services: [all]}}\n"
      "workloads: {w: {override: replace, user-id: 0}}\n"
      "pairing: {mode: single}\n",
      "a");
  CHECK(layer ==
        Layer{.summary = "s",
              .description = "d",
              .services = {{"x", Service{.startup = Startup::enabled,
                                         .override = Override::replace,
                                         .command = "c"}}},
              .checks = {{"k", Check{.override = Override::merge,
                                     .period = "1m30s",
                                     .http = HttpCheck{.url = "u", .headers = {{"A", "1"}}}}}},
              .log_targets = {{"t", LogTarget{.type = LogTargetType::loki,
                                              .location = "l",
                                              .services = {"all"},
                                              .override = Override::replace}}},
              .workloads = {{"w", {.override = Override::replace, .user_id = 0}}},
              .pairing = Pairing{.mode = PairingMode::single}});
}

TEST_CASE("a text that says nothing is an empty layer") {
  for (const char* yaml : {"", "null", "{}", "# nothing\n", "services: null\n", "services: {}\n",
                           "summary: ~\n", "pairing:\n", "pairing: x\n", "workloads: ~\n"})
    CHECK_MESSAGE(layer_from_yaml(yaml, "a") == Layer{}, yaml);
}

TEST_CASE("a section with nothing after it is not one that is null") {
  CHECK(fault("services:\n") == kServices + "EOF");
  CHECK(fault("summary: # x\n") == "cannot parse layer \"a\" section \"summary\": EOF");
  CHECK(fault("workloads:\n") == "cannot parse the \"workloads\" section: EOF");
}

TEST_CASE("scalars become text as they are written") {
  const Service service =
      service_with("environment: {A: 1.50, B: true, C: 0o17, D: , E: ~, F: '', 5: 2001-01-01}");
  CHECK(service.environment == ops::base::Map<std::string, std::string>{{"A", "1.50"},
                                                                        {"B", "true"},
                                                                        {"C", "0o17"},
                                                                        {"D", ""},
                                                                        {"E", ""},
                                                                        {"F", ""},
                                                                        {"5", "2001-01-01"}});
  CHECK(service_with("command: 5").command == "5");
  CHECK(service_with("after: [1, ~, true]").after == ops::base::List<std::string>{"1", "true"});
  CHECK(service_with("summary: !!binary gA==").summary == "\x80");
}

TEST_CASE("integers may have a fraction, which is cut off, but no quotes") {
  CHECK(service_with("user-id: 1.5").user_id == 1);
  CHECK(service_with("user-id: -1").user_id == -1);
  CHECK(service_with("user-id: 0x10").user_id == 16);
  CHECK(service_with("user-id: ~").user_id.has_value() == false);
  CHECK(service_fault("user-id: '5'") ==
        kServices + kUnmarshal + "line 5: cannot unmarshal !!str `5` into int");
  CHECK(service_fault("user-id: true") ==
        kServices + kUnmarshal + "line 5: cannot unmarshal !!bool `true` into int");
  CHECK(service_fault("user-id: 99999999999999999999").find("!!float `9999999...`") !=
        std::string::npos);
}

TEST_CASE("a startup is any text; two are words") {
  CHECK(service_with("startup: disabled").startup == Startup::disabled);
  CHECK(service_with("startup: ''").startup == Startup::unset);
  CHECK(service_with("startup: true").startup == std::string("true"));
}

TEST_CASE("durations and factors are read as Go reads them") {
  CHECK(service_with("kill-delay: 90s").kill_delay == "1m30s");
  CHECK(service_with("kill-delay: 0").kill_delay == "0s");
  CHECK(service_with("kill-delay: ~").kill_delay == "");
  CHECK(service_with("backoff-factor: 1_0").backoff_factor == 10.0);
  CHECK(service_fault("kill-delay: 5") == kServices + "invalid duration \"5\"");
  CHECK(service_fault("kill-delay: [1s]") == kServices + "duration must be a YAML string");
  CHECK(service_fault("backoff-factor: .inf") ==
        kServices + "invalid floating-point number \".inf\"");
  CHECK(service_fault("backoff-factor: {}") == kServices + "value must be a YAML number");
}

TEST_CASE("anchors and merge keys work, and only the first document counts") {
  const Layer layer = layer_from_yaml(
      "services:\n"
      "  a: &a {override: replace, command: c}\n"
      "  b: *a\n"
      "  c: {<<: *a, command: d}\n"
      "---\n"
      "nonsense: 1\n",
      "a");
  CHECK(layer.services["b"] == layer.services["a"]);
  CHECK(layer.services["c"].command == "d");
}

TEST_CASE("a name that is null is passed over; an entry that is null is not") {
  CHECK(layer_from_yaml("services: {~: {override: replace}}", "a") == Layer{});
  CHECK(fault("services: {x: }") == "service object cannot be null for service \"x\"");
  CHECK(fault("checks: {x: ~}") == "check object cannot be null for check \"x\"");
  CHECK(fault("log-targets: {x: null}") == "log target object cannot be null for log target \"x\"");
  CHECK(fault("workloads: {w: }") == "workload \"w\": cannot have a null value");
}

// ---- What is refused ------------------------------------------------------------------------

TEST_CASE("unknown sections and fields are refused, in any spelling") {
  CHECK(fault("foo: 1\n") == "cannot parse layer \"a\": unknown section \"foo\"");
  CHECK(fault("Services: {}\n") == "cannot parse layer \"a\": unknown section \"Services\"");
  CHECK(service_fault("startUp: enabled") ==
        kServices + kUnmarshal + "line 5: field startUp not found in type plan.Service");
  CHECK(service_fault("on_success: ignore").find("field on_success not found") !=
        std::string::npos);
}

TEST_CASE("all that does not fit in a section is said at once") {
  CHECK(fault("services:\n  x: {foo: 1, after: a, environment: [b]}\n  y: hello, world\n") ==
        kServices + kUnmarshal +
            "line 2: field foo not found in type plan.Service\n"
            "  line 2: cannot unmarshal !!str `a` into []string\n"
            "  line 2: cannot unmarshal !!seq into map[string]string\n"
            "  line 3: cannot unmarshal !!str `hello, ...` into plan.Service");
}

TEST_CASE("the types of what does not fit are Go's") {
  CHECK(fault("- a\n") == "cannot parse layer \"a\": " + kUnmarshal +
                              "line 1: cannot unmarshal !!seq into map[string]yaml.Node");
  CHECK(fault("services: []") == kServices + kUnmarshal +
                                     "line 1: cannot unmarshal !!seq into "
                                     "map[string]*plan.Service");
  CHECK(fault("workloads: []") == "cannot parse the \"workloads\" section: " + kUnmarshal +
                                      "line 1: cannot unmarshal !!seq into "
                                      "workloads.WorkloadsSection");
  CHECK(fault("pairing: [x]") == "cannot parse the pairing section: " + kUnmarshal +
                                     "line 1: cannot unmarshal !!seq into "
                                     "pairingstate.pairingConfig");
  CHECK(fault("checks: {k: {tcp: 80}}").ends_with("!!int `80` into plan.TCPCheck"));
  CHECK(service_fault("on-check-failure: x")
            .ends_with("!!str `x` into map[string]plan.ServiceAction"));
  CHECK(service_fault("startup: []").ends_with("!!seq into plan.ServiceStartup"));
}

TEST_CASE("a key may stand but once in a mapping") {
  CHECK(fault("services: {}\nservices: {}\n") ==
        "cannot parse layer \"a\": " + kUnmarshal +
            "line 2: mapping key \"services\" already defined at line 1");
  CHECK(service_fault("command: d") ==
        kServices + kUnmarshal + "line 5: mapping key \"command\" already defined at line 4");
}

TEST_CASE("words that are none of Pebble's are named") {
  CHECK(service_fault("on-success: explode") ==
        "plan service \"x\" on-success action \"explode\" invalid");
  CHECK(service_fault("on-check-failure: {k: explode}") ==
        "plan service \"x\" on-check-failure action \"explode\" invalid");
  CHECK(fault("checks: {k: {level: odd}}") ==
        "plan check \"k\" level must be \"alive\" or \"ready\"");
  CHECK(fault("checks: {k: {startup: odd}}") ==
        "plan check \"k\" startup must be \"enabled\" or \"disabled\"");
  CHECK(fault("log-targets: {t: {type: odd}}") ==
        "log target \"t\" has unsupported type \"odd\", must be \"loki\", \"opentelemetry\" or "
        "\"syslog\"");
  CHECK(fault("pairing: {mode: odd}") ==
        "invalid pairing mode \"odd\": should be \"disabled\", \"single\" or \"multiple\"");
}

TEST_CASE("an override that is none is found only when layers are combined") {
  CHECK(fault("services: {x: {override: Replace}}") ==
        "! layer \"a\" has invalid \"override\" value for service \"x\"");
  CHECK(fault("workloads: {w: {override: odd}}") ==
        "! workload \"w\": has an invalid \"override\" policy: \"odd\"");
  CHECK(fault("services: {x: {command: c}}") == "none");
}

TEST_CASE("text that is no YAML is refused in Go's words") {
  const std::string start = "cannot parse layer \"a\": yaml: ";
  CHECK(fault("services: [") == start + "line 1: did not find expected node content");
  CHECK(fault("a: [b") == start + "line 1: did not find expected ',' or ']'");
  CHECK(fault("a: {b: c") == start + "line 1: did not find expected ',' or '}'");
  CHECK(fault("a: b: c\n") == start + "mapping values are not allowed in this context");
  CHECK(fault("a:\n\tb: c\n") == start + "line 2: found character that cannot start any token");
  CHECK(fault("a: *b\n") == start + "unknown anchor 'b' referenced");
  CHECK(fault("a: \"b") == start + "found unexpected end of stream");
  CHECK(fault(R"(a: "\ud83d\ude00")") == start + "found invalid Unicode character escape code");
  CHECK(fault("? [a]\n: b\n") ==
        "cannot parse layer \"a\": " + kUnmarshal + "line 1: cannot unmarshal !!seq into string");
}

TEST_CASE("a label is quoted as Go quotes it") {
  CHECK_THROWS_WITH_AS(layer_from_yaml("foo: 1", "é\n\"\\"),
                       "cannot parse layer YAML: cannot parse layer \"é\\n\\\"\\\\\": unknown "
                       "section \"foo\"",
                       APIError);
}

// ---- Writing --------------------------------------------------------------------------------

TEST_CASE("a layer is written without what it does not say, but with an id of 0") {
  CHECK(to_yaml(Layer{}) == "{}\n");
  CHECK(to_yaml(Layer{.summary = "s",
                      .services = {{"x", Service{.startup = std::string(""),
                                                 .override = Override::replace,
                                                 .command = "c",
                                                 .requires_ = {"y"},
                                                 .user_id = 0,
                                                 .on_failure = OnExit::success_shutdown,
                                                 .backoff_factor = 2.0}}},
                      .log_targets = {{"t", LogTarget{.override = Override::merge}}}}) ==
        "summary: s\n"
        "services:\n"
        "    x:\n"
        "        override: replace\n"
        "        command: c\n"
        "        requires:\n"
        "            - \"y\"\n"
        "        user-id: 0\n"
        "        on-failure: success-shutdown\n"
        "        backoff-factor: 2\n"
        "log-targets:\n"
        "    t:\n"
        "        override: merge\n");
}

TEST_CASE("a layer's factor is in words that Pebble reads, a plan's in YAML's") {
  const Service service{.backoff_factor = std::numeric_limits<double>::infinity()};
  CHECK(to_yaml(Layer{.services = {{"x", service}}}).ends_with("backoff-factor: +Inf\n"));
  CHECK(to_yaml(Plan{.services = {{"x", service}}}).ends_with("backoff-factor: .inf\n"));
}

TEST_CASE("a plan says all of a log target, and lists entries by name") {
  CHECK(to_yaml(Plan{}) == "{}\n");
  CHECK(to_yaml(Plan{.checks = {{"k10", Check{.threshold = 3, .exec = ExecCheck{}}}, {"k9", {}}},
                     .log_targets = {{"t", LogTarget{}}},
                     .pairing = Pairing{.mode = PairingMode::multiple}}) ==
        "checks:\n"
        "    k9: {}\n"
        "    k10:\n"
        "        threshold: 3\n"
        "        exec: {}\n"
        "log-targets:\n"
        "    t:\n"
        "        type: \"\"\n"
        "        location: \"\"\n"
        "        services: []\n"
        "pairing:\n"
        "    mode: multiple\n");
}

// ---- Plans of a daemon ----------------------------------------------------------------------

TEST_CASE("a plan is read as it stands; what a later Pebble adds is passed over") {
  const Plan plan = plan_from_yaml(
      "services:\n"
      "    x:\n"
      "        startup: enabled\n"
      "        override: replace\n"
      "        command: c\n"
      "        new-field: [1]\n"
      "        on-success: new-action\n"
      "        backoff-factor: .nan\n"
      "new-section: {}\n");
  CHECK(plan.services["x"].startup == Startup::enabled);
  CHECK(plan.services["x"].on_success == OnExit::unset);
  CHECK(std::isnan(*plan.services["x"].backoff_factor));
  CHECK(plan_from_yaml("{}\n") == Plan{});
  CHECK(plan_from_yaml("") == Plan{});
}

TEST_CASE("what is no plan is a fault of the protocol") {
  for (const char* yaml :
       {"hello", "[1]", "services: [", "services: 5", "services: {x: {after: 1}}",
        "services: {x: {kill-delay: soon}}", "services: {x: {}, x: {}}"})
    CHECK_THROWS_AS(plan_from_yaml(yaml), ProtocolError);
  CHECK_THROWS_WITH_AS(
      plan_from_yaml("services: 5"),
      "cannot read Pebble's plan: yaml: unmarshal errors:\n  line 1: cannot unmarshal !!int `5` "
      "into map[string]*plan.Service; check that this is Pebble",
      ProtocolError);
}
