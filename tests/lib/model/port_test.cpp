#include "ops/model/port.h"

#include "model_fixture.h"
#include "ops/model/cloud_spec.h"

using namespace ops;
using Calls = std::vector<std::string>;

namespace {

struct PortFixture : ModelFixture {
  PortFixture() {
    fake.add("open-port", "");
    fake.add("close-port", "");
    fake.add("juju-reboot", "");
    answer("opened-ports", "*", R"(["80/tcp", "81", "53/udp", "icmp"])");
  }
};

}  // namespace

TEST_CASE("a protocol is told in lower case") {
  PortFixture on;
  on.model.unit().open_port("TCP", 80);
  on.model.unit().close_port("icmp");
  CHECK(on.calls() == Calls{"open-port 80/tcp", "close-port icmp"});
}

TEST_CASE("ports are a set") {
  PortFixture on;
  CHECK(on.model.unit().opened_ports() == base::Set<Port>{{.protocol = "tcp", .port = 80},
                                                          {.protocol = "tcp", .port = 81},
                                                          {.protocol = "udp", .port = 53},
                                                          {.protocol = "icmp"}});
  CHECK(on.logger.lines.empty());
}

TEST_CASE("of a range the first port counts, and a strange protocol is left out, with warnings") {
  PortFixture on;
  on.answer("opened-ports", "*", R"(["80/sctp", "8000-8002/tcp"])");
  CHECK(on.model.unit().opened_ports() == base::Set<Port>{{.protocol = "tcp", .port = 8000}});
  CHECK(on.logger.lines ==
        Calls{"WARNING Unexpected opened-ports protocol: sctp",
              "WARNING Ignoring opened-ports port range: Port(protocol='tcp', port=8000, "
              "to_port=8002, endpoints=None)"});
}

TEST_CASE("setting ports closes what is too many, then opens what is missing") {
  PortFixture on;
  on.model.unit().set_ports({80, 443, Port{.protocol = "udp", .port = 53}});
  CHECK(on.calls() == Calls{"opened-ports --format=json", "close-port icmp", "close-port 81/tcp",
                            "open-port 443/tcp"});
  on.model.unit().set_ports({});
  CHECK(on.calls().size() == 5);
}

TEST_CASE("a reboot is a security event first, and one now ends the process") {
  PortFixture on;
  on.model.unit().reboot();
  const Calls calls = on.calls();
  REQUIRE(calls.size() == 2);
  CHECK(calls[0].find("\"event\":\"sys_restart:") != std::string::npos);
  CHECK(calls[1] == "juju-reboot");
  CHECK_THROWS_AS(on.model.unit().reboot(true), Abort);
  CHECK(on.calls().back() == "juju-reboot --now");
}

TEST_CASE("a reboot that Juju refuses is the tool's own error") {
  PortFixture on;
  on.fail("juju-reboot", "ERROR no");
  CHECK_THROWS_AS(on.model.unit().reboot(true), juju::HookCommandError);
  CHECK_THROWS_AS(on.model.get_unit("remote/0").reboot(), RuntimeError);
}

TEST_CASE("units that go are not planned") {
  ModelFixture on;
  const std::string since = R"(, "since": "2026-01-02 03:04:05Z"})";
  on.answer("goal-state", "*",
            R"({"units": {"demo/0": {"status": "active")" + since +
                R"(, "demo/1": {"status": "dying")" + since + "}}");
  CHECK(on.model.app().planned_units() == 1);
  CHECK_THROWS_AS((void)on.model.get_app("remote").planned_units(), RuntimeError);
}

TEST_CASE("the cloud is asked for each time") {
  ModelFixture on;
  on.answer("credential-get", "*", R"({"type": "lxd", "name": "localhost", "region": ""})");
  CHECK(on.model.get_cloud_spec() == CloudSpec{.type = "lxd", .name = "localhost"});
  CHECK(on.model.get_cloud_spec().name == "localhost");
  CHECK(on.calls().size() == 2);
}

TEST_CASE("a pod's specification is the leader's to set") {
  ModelFixture on;
  on.fake.add("pod-spec-set", "cat \"$2\" \"$4\" > \"$0.written\"");
  on.model.set_pod_spec(base::Json::parse(R"({"version": 3})"), base::Json::parse(R"({"a": 1})"));
  std::ifstream file(on.fake.folder() / "pod-spec-set.written");
  std::string written;
  std::getline(file, written, '\0');
  CHECK(written == R"({"version":3}{"a":1})");

  ModelFixture follower;
  follower.answer("is-leader", "*", "false");
  CHECK_THROWS_WITH_AS(follower.model.set_pod_spec(base::Json()),
                       "cannot set a pod spec as this unit is not a leader", ModelError);
}
