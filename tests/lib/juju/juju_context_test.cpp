#include "ops/juju/juju_context.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <vector>

#include "ops/base/errors.h"

using namespace ops;
using ops::juju::JujuContext;

namespace {

std::string event_of(const char* dispatch_path) {
  return JujuContext{.dispatch_path = dispatch_path}.event_name();
}

/// Of an environment of this alone: "NAME=value".
JujuContext read(const char* variable) {
  const char* const variables[] = {variable, nullptr};
  return JujuContext::from_variables(variables);
}

}  // namespace

TEST_CASE("each variable has its member") {
  const char* const variables[] = {"PATH=/usr/bin",
                                   "JUJU_DISPATCH_PATH=hooks/web-pebble-ready",
                                   "JUJU_HOOK_NAME=web-pebble-ready",
                                   "JUJU_UNIT_NAME=demo/0",
                                   "JUJU_MODEL_NAME=testing",
                                   "JUJU_MODEL_UUID=11111111-1111-4111-8111-111111111111",
                                   "JUJU_VERSION=3.6.14",
                                   "JUJU_ACTION_NAME=backup",
                                   "JUJU_WORKLOAD_NAME=web",
                                   "JUJU_AVAILABILITY_ZONE=zone-a",
                                   "JUJU_MACHINE_ID=7",
                                   "JUJU_PRINCIPAL_UNIT=main/1",
                                   "JUJU_DEBUG=1",
                                   nullptr};
  const JujuContext context = JujuContext::from_variables(variables);
  CHECK(context.dispatch_path == "hooks/web-pebble-ready");
  CHECK(context.hook_name == "web-pebble-ready");
  CHECK(context.unit_name == "demo/0");
  CHECK(context.model_name == "testing");
  CHECK(context.model_uuid == "11111111-1111-4111-8111-111111111111");
  CHECK(context.version == JujuVersion{.major = 3, .minor = 6, .patch = 14});
  CHECK(context.action_name == "backup");
  CHECK(context.workload_name == "web");
  CHECK(context.availability_zone == "zone-a");
  CHECK(context.machine_id == "7");
  CHECK(context.principal_unit == "main/1");
  CHECK(context.debug);
}

TEST_CASE("what an event is about has its members") {
  const char* const variables[] = {"JUJU_ACTION_UUID=7",
                                   "JUJU_RELATION=db",
                                   "JUJU_RELATION_ID=db:3",
                                   "JUJU_REMOTE_APP=remote",
                                   "JUJU_REMOTE_UNIT=remote/0",
                                   "JUJU_DEPARTING_UNIT=remote/1",
                                   "JUJU_NOTICE_ID=12",
                                   "JUJU_NOTICE_TYPE=custom",
                                   "JUJU_NOTICE_KEY=example.com/a",
                                   "JUJU_PEBBLE_CHECK_NAME=up",
                                   "JUJU_SECRET_ID=secret:abc",
                                   "JUJU_SECRET_LABEL=l",
                                   "JUJU_SECRET_REVISION=9",
                                   "JUJU_STORAGE_ID=data-disk/1",
                                   nullptr};
  const JujuContext context = JujuContext::from_variables(variables);
  CHECK(context.action_uuid == "7");
  CHECK(context.relation_name == "db");
  CHECK(*context.relation_id == 3);
  CHECK(context.remote_app_name == "remote");
  CHECK(context.remote_unit_name == "remote/0");
  CHECK(context.relation_departing_unit_name == "remote/1");
  CHECK(context.notice_id == "12");
  CHECK(context.notice_type == "custom");
  CHECK(context.notice_key == "example.com/a");
  CHECK(context.pebble_check_name == "up");
  CHECK(context.secret_id == "secret:abc");
  CHECK(context.secret_label == "l");
  CHECK(*context.secret_revision == 9);
  CHECK(context.storage_name == "data-disk");
  CHECK(*context.storage_index == 1);
}

TEST_CASE("of a relation's id what counts is behind the last colon, of a storage's each side") {
  CHECK(*read("JUJU_RELATION_ID=3").relation_id == 3);
  CHECK(*read("JUJU_RELATION_ID=a:b:4").relation_id == 4);
  CHECK(read("JUJU_STORAGE_ID=a/b/3").storage_name == "a");
  CHECK(*read("JUJU_STORAGE_ID=a/b/3").storage_index == 3);
  CHECK_FALSE(read("JUJU_RELATION_ID=").relation_id.has_value());
  CHECK_FALSE(read("JUJU_SECRET_REVISION=").secret_revision.has_value());
  CHECK_FALSE(read("JUJU_STORAGE_ID=").storage_index.has_value());
  for (const char* wrong : {"JUJU_RELATION_ID=db", "JUJU_RELATION_ID=db:", "JUJU_STORAGE_ID=a/b",
                            "JUJU_SECRET_REVISION=1.5", "JUJU_SECRET_REVISION=99999999999"})
    CHECK_THROWS_AS(read(wrong), ParseError);
  CHECK_THROWS_WITH(read("JUJU_STORAGE_ID=a/b"),
                    "cannot read JUJU_STORAGE_ID: 'a/b' does not end in a whole number");
}

TEST_CASE("the places to stop at are split at commas and stripped") {
  CHECK(read("JUJU_DEBUG_AT= a , b").debug_at == base::Set<std::string>{"a", "b"});
  CHECK(read("JUJU_DEBUG_AT=a,").debug_at == base::Set<std::string>{"a", ""});
  CHECK(read("JUJU_DEBUG_AT=").debug_at.empty());
}

TEST_CASE("of an empty environment everything is empty, and the version 0.0.0") {
  const char* const variables[] = {nullptr};
  const JujuContext context = JujuContext::from_variables(variables);
  CHECK(context.dispatch_path.empty());
  CHECK(context.charm_dir.empty());
  CHECK_FALSE(context.debug);
  CHECK(context.debug_at.empty());
  CHECK_FALSE(context.relation_id.has_value());
  CHECK(context.version.text() == "0.0.0");
}

TEST_CASE("values may be empty or hold an equals sign; a variable without one is passed over") {
  const char* const variables[] = {"JUJU_UNIT_NAME=", "JUJU_MODEL_NAME=a=b", "JUJU_DEBUG", nullptr};
  const JujuContext context = JujuContext::from_variables(variables);
  CHECK(context.unit_name.empty());
  CHECK(context.model_name == "a=b");
  CHECK_FALSE(context.debug);
}

TEST_CASE("of a variable that stands there twice the first counts, as with getenv") {
  const char* const variables[] = {"JUJU_UNIT_NAME=a/0", "JUJU_UNIT_NAME=b/0", nullptr};
  CHECK(JujuContext::from_variables(variables).unit_name == "a/0");
}

TEST_CASE("variables with a longer name are others") {
  const char* const variables[] = {"JUJU_UNIT_NAME_2=x/0", "XJUJU_UNIT_NAME=y/0",
                                   "JUJU_DEBUG_AT=hook", nullptr};
  const JujuContext context = JujuContext::from_variables(variables);
  CHECK(context.unit_name.empty());
  CHECK_FALSE(context.debug);
}

TEST_CASE("JUJU_DEBUG counts when it is there, also when it is empty") {
  CHECK(read("JUJU_DEBUG=").debug);
}

TEST_CASE("a JUJU_VERSION that is no version is an error that names the variable") {
  CHECK_THROWS_WITH_AS(read("JUJU_VERSION=three"),
                       "cannot read JUJU_VERSION: \"three\" is not a valid Juju version string",
                       ParseError);
}

TEST_CASE("an empty JUJU_VERSION is an error, unlike none") {
  CHECK_THROWS_AS(read("JUJU_VERSION="), ParseError);
}

TEST_CASE("the charm's folder is absolute and without symbolic links") {
  namespace fs = std::filesystem;
  std::string pattern = fs::canonical(fs::temp_directory_path()) / "juju-context-XXXXXX";
  const fs::path folder = mkdtemp(pattern.data());
  fs::create_directory(folder / "charm");
  fs::create_directory_symlink(folder / "charm", folder / "link");
  const auto charm_dir = [](const std::string& text) {
    const std::string variable = "JUJU_CHARM_DIR=" + text;
    const char* const variables[] = {variable.c_str(), nullptr};
    return JujuContext::from_variables(variables).charm_dir;
  };
  CHECK(charm_dir(folder / "link") == folder / "charm");
  CHECK(charm_dir(folder / "charm" / ".." / "charm") == folder / "charm");
  CHECK(charm_dir(".") == fs::current_path());
  CHECK(charm_dir(folder / "gone") == folder / "gone");
  CHECK(charm_dir("gone") == fs::current_path() / "gone");
  CHECK(charm_dir("").empty());
  fs::remove_all(folder);
}

TEST_CASE("an event is the last name of the dispatch path, with underscores") {
  CHECK(event_of("hooks/start") == "start");
  CHECK(event_of("hooks/config-changed") == "config_changed");
  CHECK(event_of("hooks/config_changed") == "config_changed");
  CHECK(event_of("start") == "start");
  CHECK(event_of("a/b/hooks/start") == "start");
  CHECK(event_of("hooks/start/") == "start");
  CHECK(event_of("/hooks//./start/.") == "start");
}

TEST_CASE("what stands in a folder named actions is an action") {
  CHECK(event_of("actions/do-it") == "do_it_action");
  CHECK(event_of("x/actions/plain") == "plain_action");
  CHECK(event_of("actions/") == "actions");
  CHECK(event_of("myactions/plain") == "plain");
  CHECK(event_of("actions/x/plain") == "plain");
}

TEST_CASE("an empty dispatch path is an event without a name") {
  CHECK(event_of("") == "");
  CHECK(event_of("/") == "");
}

TEST_CASE("the application's name is the unit's up to the slash") {
  CHECK(JujuContext{.unit_name = "web/0"}.app_name() == "web");
  CHECK(JujuContext{.unit_name = "web"}.app_name() == "web");
  CHECK(JujuContext{}.app_name() == "");
}

namespace {

/// What from_environ() says is missing of these; the six that every hook has are there.
std::string missing_of(std::vector<const char*> variables, const char* hook,
                       const char* path = "JUJU_DISPATCH_PATH=hooks/x") {
  const std::string hook_name = std::string("JUJU_HOOK_NAME=") + hook;
  for (const char* always : {path, hook_name.c_str(), "JUJU_MODEL_NAME=", "JUJU_MODEL_UUID=",
                             "JUJU_UNIT_NAME=a/0", "JUJU_VERSION=3.6.2"})
    variables.push_back(always);
  variables.push_back(nullptr);
  try {
    (void)JujuContext::from_environ(variables.data());
  } catch (const ops::ValueError& error) {
    const std::string text = error.what();
    return text.substr(text.rfind(' ') + 1);
  }
  return "";
}

}  // namespace

TEST_CASE("a hook without a variable that Juju always sets for it is refused") {
  const char* const none[] = {"JUJU_DISPATCH_PATH=hooks/start", nullptr};
  CHECK_THROWS_WITH_AS((void)JujuContext::from_environ(none),
                       "Missing required environment variable: JUJU_HOOK_NAME", ops::ValueError);
  CHECK(missing_of({}, "start") == "");
  CHECK(missing_of({"JUJU_SECRET_ID=x"}, "secret-changed") == "");
  CHECK(missing_of({"JUJU_SECRET_ID=x"}, "secret-expired") == "JUJU_SECRET_REVISION");
  CHECK(missing_of({}, "web-pebble-ready") == "JUJU_WORKLOAD_NAME");
  CHECK(missing_of({"JUJU_WORKLOAD_NAME=web"}, "web-pebble-custom-notice") == "JUJU_NOTICE_ID");
  CHECK(missing_of({}, "data-storage-attached") == "JUJU_STORAGE_ID");
  CHECK(missing_of({"JUJU_RELATION=db", "JUJU_RELATION_ID=db:1", "JUJU_REMOTE_APP=r",
                    "JUJU_REMOTE_UNIT=r/0"},
                   "db-relation-departed") == "JUJU_DEPARTING_UNIT");
  CHECK(missing_of({}, "", "JUJU_DISPATCH_PATH=actions/do-it") == "JUJU_ACTION_NAME");
}
