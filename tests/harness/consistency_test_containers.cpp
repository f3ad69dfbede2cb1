/// The consistency checker's rules for containers, config, resources and storages.

#include "consistency_test.h"

using namespace ops::testing;
namespace pebble = ops::pebble;

TEST_CASE("A State's container is declared") {
  const Situation situation{.meta = "containers: {web: , db: }"};
  CHECK(situation.errors({.containers = {Container{.name = "web"}}}) == "");
  CHECK(situation.errors({.containers = {Container{.name = "wep"}}}) ==
        "State.containers: 'wep' is not in the charm's metadata; declare it under 'containers', or "
        "pass one of: web, db");
}

TEST_CASE("A container's name is one") {
  CHECK(Situation{}.errors({.containers = {Container{.name = "Web"}}}) ==
        "State.containers: 'Web' is not valid; pass a container's name: at most 63 lower-case "
        "letters, digits and '-', no '-' at either end");
  CHECK(Situation{}.errors({.containers = {Container{.name = ""}}}) != "");
  const std::string longest(63, 'a');
  const Situation situation{.meta = "containers: {" + longest + ": }"};
  CHECK(situation.errors({.containers = {Container{.name = longest}}}) == "");
  CHECK(situation.errors({.containers = {Container{.name = longest + "a"}}}).find("is not valid") !=
        std::string::npos);
}

TEST_CASE("A container stands in the State once") {
  const Situation situation{.meta = "containers: {web: }"};
  const Container web{.name = "web"};
  CHECK(situation.errors({.containers = {web, web}}) == "");
  CHECK(situation.errors({.containers = {web, Container{.name = "web", .can_connect = true}}}) ==
        "State.containers: 'web' stands there twice; pass one of them");
}

TEST_CASE("A command is answered in one way") {
  const auto errors_of = [](const Exec& first, const Exec& second) {
    return Situation{.meta = "containers: {web: }"}.errors(
        {.containers = {Container{.name = "web", .execs = {first, second}}}});
  };
  const Exec list{.command_prefix = {"ls"}};
  CHECK(errors_of(list, list) == "");
  CHECK(errors_of(list, {.command_prefix = {"ls", "-l"}, .return_code = 1}) == "");
  CHECK(errors_of(list, {.command_prefix = {"ls"}, .return_code = 1}) ==
        "State.containers[web].execs: two have the command_prefix {\"ls\"}; pass one of them");
}

namespace {

/// A container whose plan has the check `ready`.
Container with_check(const pebble::Check& check, const CheckInfo& info) {
  return {.name = "web",
          .layers = {{"base", pebble::Layer{.checks = {{"ready", check}}}}},
          .check_infos = {info}};
}

std::string errors_of(const Container& web) {
  return Situation{.meta = "containers: {web: }"}.errors({.containers = {web}});
}

}  // namespace

TEST_CASE("A check's state is of a check in the plan") {
  const pebble::Check check{.override = pebble::Override::replace};
  CHECK(errors_of(with_check(check, {.name = "ready"})) == "");
  CHECK(errors_of(with_check(check, {.name = "alive"})) ==
        "State.containers[web].check_infos: 'alive' is no check of the container's plan, which has "
        "only ready; add a layer that has it, or leave it out");
  CHECK(errors_of({.name = "web", .check_infos = {CheckInfo{.name = "ready"}}}) ==
        "State.containers[web].check_infos: 'ready' is no check of the container's plan, which has "
        "none; add a layer that has it, or leave it out");
}

TEST_CASE("A check may be in the plan and not in the State") {
  CHECK(errors_of({.name = "web",
                   .layers = {{"base", pebble::Layer{.checks = {{"ready", pebble::Check{}}}}}}}) ==
        "");
}

TEST_CASE("A check has the level that its plan says") {
  const pebble::Check ready{.level = pebble::CheckLevel::ready};
  CHECK(errors_of(with_check(ready, {.name = "ready", .level = pebble::CheckLevel::ready})) == "");
  CHECK(errors_of(with_check(ready, {.name = "ready", .level = pebble::CheckLevel::alive})) ==
        "State.containers[web].check_infos[ready].level: it is CheckLevel::alive, but "
        "CheckLevel::ready in the container's plan; pass that, or change the layers");
  CHECK(errors_of(with_check(ready, {.name = "ready"})) != "");
  CHECK(errors_of(with_check({}, {.name = "ready", .level = pebble::CheckLevel::unset})) == "");
  CHECK(errors_of(with_check({}, {.name = "ready"})) == "");
}

TEST_CASE("A check has the startup that its plan says, which is enabled unless said") {
  const pebble::Check disabled{.startup = pebble::Startup::disabled};
  CHECK(errors_of(with_check(disabled, {.name = "ready", .startup = pebble::Startup::disabled})) ==
        "");
  CHECK(errors_of(with_check(disabled, {.name = "ready"})) ==
        "State.containers[web].check_infos[ready].startup: it is Startup::enabled, but "
        "Startup::disabled in the container's plan; pass that, or change the layers");
  CHECK(errors_of(with_check({}, {.name = "ready", .startup = pebble::Startup::unset})) == "");
  CHECK(errors_of(with_check({}, {.name = "ready", .startup = pebble::Startup::disabled})) != "");
}

TEST_CASE("A check has the threshold that its plan says, which is 3 unless said") {
  CHECK(errors_of(with_check({.threshold = 7}, {.name = "ready", .threshold = 7})) == "");
  CHECK(errors_of(with_check({.threshold = 7}, {.name = "ready"})) ==
        "State.containers[web].check_infos[ready].threshold: it is 3, but 7 in the container's "
        "plan; pass that, or change the layers");
  CHECK(errors_of(with_check({}, {.name = "ready", .threshold = 3})) == "");
  CHECK(errors_of(with_check({}, {.name = "ready", .threshold = 4})) != "");
}

TEST_CASE("A check is held against all layers together") {
  const auto errors_with = [](int threshold) {
    return errors_of(
        {.name = "web",
         .layers = {{"base", pebble::Layer{.checks = {{"ready", pebble::Check{.threshold = 5}}}}},
                    {"top",
                     pebble::Layer{
                         .checks = {{"ready", pebble::Check{.override = pebble::Override::merge,
                                                            .threshold = 7}}}}}},
         .check_infos = {CheckInfo{.name = "ready", .threshold = threshold}}});
  };
  CHECK(errors_with(7) == "");
  CHECK(errors_with(5) != "");
}

TEST_CASE("A check's state stands in its container once") {
  const CheckInfo up{.name = "ready"};
  const CheckInfo down{.name = "ready", .status = pebble::CheckStatus::down};
  const Container web = with_check({}, up);
  CHECK(errors_of(web) == "");
  CHECK(errors_of({.name = "web", .layers = web.layers, .check_infos = {up, down}}) ==
        "State.containers[web].check_infos: 'ready' stands there twice; pass one of them");
}

// ---- Config ---------------------------------------------------------------------------------

namespace {

std::string errors_of_option(const std::string& option, const ConfigValue& value,
                             const char* version = "3.6.14") {
  return Situation{.meta = "config: {options: {opt: {" + option + "}}}", .juju_version = version}
      .errors({.config = {{"opt", value}}});
}

constexpr const char* kSecretId = "secret:abcdefghij0123456789";

}  // namespace

TEST_CASE("A State's option is declared") {
  const Situation situation{.meta = "config: {options: {port: {type: int}, host: {type: string}}}"};
  CHECK(situation.errors({.config = {{"port", 80}}}) == "");
  CHECK(situation.errors({.config = {{"prot", 80}}}) ==
        "State.config: 'prot' is no option of the charm; declare it under 'config.options', or "
        "pass one of: port, host");
}

TEST_CASE("An option has a type that Juju knows") {
  CHECK(errors_of_option("type: string", "a") == "");
  CHECK(errors_of_option("default: a", "a") ==
        "config.options.opt in the charm's metadata: it has no type; give it string, int, float, "
        "boolean or secret");
  CHECK(errors_of_option("type: blob", "a") ==
        "config.options.opt in the charm's metadata: 'blob' is no type; give it string, int, "
        "float, boolean or secret");
}

TEST_CASE("An option that the State leaves out may be of any type") {
  CHECK(Situation{.meta = "config: {options: {opt: {type: blob}}}"}.errors({}) == "");
}

TEST_CASE("An option's value is of its type") {
  CHECK(errors_of_option("type: string", "80") == "");
  CHECK(errors_of_option("type: int", 80) == "");
  CHECK(errors_of_option("type: float", 1.5) == "");
  CHECK(errors_of_option("type: boolean", true) == "");
  CHECK(errors_of_option("type: int", "80") ==
        "State.config[opt]: it is text, but the option's type is int; pass an integer");
  CHECK(errors_of_option("type: string", true) ==
        "State.config[opt]: it is a boolean, but the option's type is string; pass text");
  CHECK(errors_of_option("type: float", 1) ==
        "State.config[opt]: it is an integer, but the option's type is float; pass a double");
  CHECK(errors_of_option("type: boolean", 1.0) ==
        "State.config[opt]: it is a double, but the option's type is boolean; pass true or false");
  CHECK(errors_of_option("type: boolean", 1) != "");
  CHECK(errors_of_option("type: boolean", "yes") != "");
  CHECK(errors_of_option("type: int", 1.0) != "");
}

TEST_CASE("A boolean passes for an integer, as in Python") {
  CHECK(errors_of_option("type: int", true) == "");
}

TEST_CASE("An option may be a secret from Juju 3.4 on") {
  CHECK(errors_of_option("type: secret", kSecretId, "3.4.0") == "");
  CHECK(errors_of_option("type: secret", kSecretId, "3.3.9") ==
        "config.options.opt in the charm's metadata: the type secret is not known before Juju 3.4, "
        "and this is 3.3.9; pass a later juju_version");
  CHECK(errors_of_option("type: secret", kSecretId, "2.9.0") != "");
  CHECK(errors_of_option("type: secret", kSecretId, "3.4-beta1") == "");
}

TEST_CASE("A secret's id is 20 letters or digits behind its scheme") {
  CHECK(errors_of_option("type: secret", "secret:abc") ==
        "State.config[opt]: 'secret:abc' is no secret's id; pass 'secret:' and 20 lower-case "
        "letters or digits");
  for (const char* value :
       {"abcdefghij0123456789", "secret:abcdefghij01234567890", "secret:ABCDEFGHIJ0123456789",
        "secret:abcdefghij01234567-9", "Secret:abcdefghij0123456789", ""})
    CHECK_MESSAGE(errors_of_option("type: secret", value) != "", value);
  CHECK(errors_of_option("type: secret", 5) ==
        "State.config[opt]: it is an integer, but the option's type is secret; pass a secret's id "
        "as text");
}

TEST_CASE("An option of another type may hold any text") {
  CHECK(errors_of_option("type: string", "secret:abc") == "");
}

// ---- Resources and storages -----------------------------------------------------------------

TEST_CASE("A State's resource is declared") {
  const Situation situation{.meta = "resources: {image: {type: oci-image}, file: {type: file}}"};
  CHECK(situation.errors({.resources = {Resource{.name = "file", .path = "/a"}}}) == "");
  CHECK(situation.errors({.resources = {Resource{.name = "fiel", .path = "/a"}}}) ==
        "State.resources: 'fiel' is not in the charm's metadata; declare it under 'resources', or "
        "pass one of: image, file");
}

TEST_CASE("A resource stands in the State once") {
  const Situation situation{.meta = "resources: {file: {type: file}}"};
  const Resource file{.name = "file", .path = "/a"};
  CHECK(situation.errors({.resources = {file, file}}) == "");
  CHECK(situation.errors({.resources = {file, Resource{.name = "file", .path = "/b"}}}) ==
        "State.resources: 'file' stands there twice; pass one of them");
}

TEST_CASE("A State's storage is declared") {
  const Situation situation{.meta = "storage: {data: {type: filesystem}}"};
  CHECK(situation.errors(
            {.storages = {Storage{.name = "data"}, Storage{.name = "data", .index = 1}}}) == "");
  CHECK(situation.errors({.storages = {Storage{.name = "logs"}}}) ==
        "State.storages: 'logs' is not in the charm's metadata; declare it under 'storage', or "
        "pass one of: data");
}

TEST_CASE("A storage's name is one") {
  CHECK(Situation{}.errors({.storages = {Storage{.name = "data-1"}}}) ==
        "State.storages: 'data-1' is not valid; pass a storage's name: lower-case letters and "
        "digits in words joined by '-', a letter first and one in each word");
  CHECK(Situation{.meta = "storage: {data-a1: {type: block}}"}.errors(
            {.storages = {Storage{.name = "data-a1"}}}) == "");
}
