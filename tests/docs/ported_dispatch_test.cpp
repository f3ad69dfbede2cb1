/// The charm that docs/howto/port-a-python-charm.md shows, started as Juju starts it: the events
/// whose hook tools no Context answers yet.
#include <algorithm>

#include "dispatch/machine.h"
#include "ops/testing/doctest.h"

using dispatch::Lines, dispatch::Machine;

namespace {

constexpr const char* kMetadata = R"(
name: small
requires: {db: {interface: db}}
containers: {web: {}}
storage: {data: {type: filesystem}}
)";

/// With hook tools beside those that every Machine has.
struct PortedMachine : Machine {
  explicit PortedMachine(const Lines& tools) : Machine(kMetadata) {
    dispatch::write(charm_dir() / "actions.yaml", "backup: {}\n");
    for (const std::string& tool : tools)
      std::filesystem::copy_file(bin() / "juju-log", bin() / tool);
  }
};

Lines run(const Machine& machine, const char* path, const Lines& more) {
  const dispatch::Result result = machine.dispatch(PORTED_CHARM, path, more);
  CAPTURE(result.tools);
  CHECK(result.stderr_text == "");
  CHECK(result.exit_code == 0);
  return result.tools;
}

bool has(const Lines& tools, const char* call) {
  return std::any_of(tools.begin(), tools.end(),
                     [&](const std::string& line) { return line.find(call) != line.npos; });
}

}  // namespace

TEST_CASE("a relation's data are read and written") {
  const PortedMachine machine({"relation-ids", "relation-list", "relation-get", "relation-set"});
  machine.answer("relation-ids", R"(["db:1"])");
  machine.answer("relation-list", R"(["db/0"])");
  machine.answer("relation-get", R"({"host": "h", "host-name": "\"h\"", "port": "5432"})");
  const Lines tools = run(
      machine, "hooks/db-relation-changed",
      {"JUJU_RELATION=db", "JUJU_RELATION_ID=db:1", "JUJU_REMOTE_APP=db", "JUJU_REMOTE_UNIT=db/0"});
  CHECK(has(tools, "relation-get --format=json -r db:1 - db/0"));
  CHECK(has(tools, "relation-set"));
}

TEST_CASE("a secret's new content is asked for") {
  const PortedMachine machine({"secret-get"});
  machine.answer("secret-get", R"({"password": "n3w"})");
  const Lines tools = run(machine, "hooks/secret-changed", {"JUJU_SECRET_ID=secret:abc"});
  CHECK(has(tools, "secret-get --format=json secret:abc --refresh"));
}

TEST_CASE("an action says what became of it") {
  const PortedMachine machine({"action-get", "action-log", "action-set", "action-fail"});
  machine.answer("action-get", R"({"target": "there", "fast": true})");
  const Lines tools =
      run(machine, "actions/backup", {"JUJU_ACTION_NAME=backup", "JUJU_ACTION_UUID=1"});
  CHECK(has(tools, "action-log -- writing to there"));
  CHECK(has(tools, "action-set done=True files=3"));
  CHECK(has(tools, "action-fail -- the disk is full"));
}

TEST_CASE("a storage says where it is") {
  const PortedMachine machine({"storage-get", "storage-list"});
  machine.answer("storage-list", R"(["data/0"])");
  machine.answer("storage-get", R"({"kind": "filesystem", "location": "/srv"})");
  const Lines tools = run(machine, "hooks/data-storage-attached", {"JUJU_STORAGE_ID=data/0"});
  CHECK(has(tools, "storage-get"));
}
