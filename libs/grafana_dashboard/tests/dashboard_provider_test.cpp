#include "grafana_dashboard/dashboard_provider.h"

#include "grafana_dashboard/content.h"
#include "grafana_dashboard/testing.h"
#include "ops/testing/doctest.h"

namespace testing = ops::testing;
using grafana_dashboard::from_content;
using grafana_dashboard::testing::published;
using grafana_dashboard::testing::relation;
using grafana_dashboard::testing::relation_that_refuses;
using ops::base::Json;
using Dashboards = ops::base::Map<std::string, Json>;

namespace {

class Web : public ops::CharmBase {
 public:
  explicit Web(ops::Framework& framework, const char* path = "dashboards")
      : CharmBase(framework), dashboards_(*this, "grafana-dashboard", path) {
    framework.observe<&Web::on_status>(dashboards_.on.dashboard_status_changed, *this);
  }
  void on_status(grafana_dashboard::DashboardStatusChangedEvent& event) {
    unit().set_status(ops::BlockedStatus{event.error_message});
  }

 private:
  grafana_dashboard::GrafanaDashboardProvider dashboards_;
};

const testing::ContextOptions kOptions{.meta = R"(
name: web-k8s
provides: {grafana-dashboard: {interface: grafana_dashboard}}
)",
                                       .app_name = "web"};

testing::State state_with(const testing::Relation& grafana) {
  return {.relations = {grafana},
          .leader = true,
          .model = testing::Model{.name = "prod", .uuid = "f81d4fae-7dec-4d0e-8765-00a0c91e6bf6"}};
}

Json said(const testing::State& state) {
  return Json::parse(local_data_of(state.get_relation(1), true)["dashboards"]);
}

Json template_of(const testing::State& state, const char* id) {
  return said(state).entries()["templates"].entries()[id];
}

}  // namespace

TEST_CASE("each dashboard is sent as the interface has it") {
  testing::Context<Web> ctx(kOptions);
  const testing::State out = ctx.run(ctx.on.relation_created(relation()), state_with(relation()));
  CHECK(local_data_of(out.get_relation(1), true).size() == 1);
  CHECK(said(out).entries().size() == 2);
  CHECK(said(out).entries()["templates"].entries().size() == 2);
  const auto sent = template_of(out, "file:web").entries();
  CHECK(sent.size() == 5);
  CHECK(sent["charm"] == Json("web-k8s"));
  CHECK(sent["dashboard_alt_uid"] == Json("05924fafe5ae73c5"));
  CHECK(sent["inject_dropdowns"] == Json(true));
  CHECK(sent["juju_topology"] == Json::parse(R"({
    "model": "prod",
    "model_uuid": "f81d4fae-7dec-4d0e-8765-00a0c91e6bf6",
    "application": "web",
    "unit": "web/0"
  })"));
  CHECK(Json::parse(from_content(sent["content"].as_string())).entries()["title"] == Json("Web"));
}

TEST_CASE("a dashboard gets a uid and a tag that say whose it is") {
  testing::Context<Web> ctx(kOptions);
  const testing::State out = ctx.run(ctx.on.relation_created(relation()), state_with(relation()));
  CHECK(published(out.get_relation(1))["file:web"] == Json::parse(R"({
    "title": "Web",
    "uid": "ccd6297f19b385a0b92c2130be7af13d3bdef83c",
    "tags": ["web", "charm: web-k8s"],
    "panels": []
  })"));
}

TEST_CASE("a uid and a tag of that kind stay") {
  testing::Context<Web> ctx(kOptions);
  const testing::State out = ctx.run(ctx.on.relation_created(relation()), state_with(relation()));
  CHECK(published(out.get_relation(1))["file:logs.json"] == Json::parse(R"({
    "title": "Logs",
    "uid": "0123456789abcdef0123456789abcdef01234567",
    "tags": ["charm: other"]
  })"));
  CHECK(template_of(out, "file:logs.json").entries()["dashboard_alt_uid"] ==
        Json("914e62f56c3ad676"));
}

TEST_CASE("what is no dashboard is left out, and the log says so") {
  testing::Context<Web> ctx(kOptions, "broken");
  const testing::State out = ctx.run(ctx.on.relation_created(relation()), state_with(relation()));
  const Dashboards dashboards = published(out.get_relation(1));
  CHECK(dashboards.size() == 1);
  CHECK(dashboards.contains("file:whole"));
  CHECK(dashboards["file:whole"].entries()["tags"] == Json::parse(R"(["charm: web-k8s"])"));
  int errors = 0;
  for (const testing::JujuLogLine& line : ctx.juju_log)
    errors += line.message.starts_with("Failed to load dashboard 'broken/");
  CHECK(errors == 2);
}

TEST_CASE("a folder that is not there is told, and no error") {
  testing::Context<Web> ctx(kOptions, "nowhere");
  const testing::State out = ctx.run(ctx.on.relation_created(relation()), state_with(relation()));
  CHECK(local_data_of(out.get_relation(1), true).contains("dashboards"));
  CHECK(ctx.juju_log.contains(
      {"WARNING", "Invalid Grafana dashboards folder at " OPS_CHARM_ROOT "/nowhere"}));
}

TEST_CASE("only the leader sends them, and another does once it leads") {
  testing::Context<Web> ctx(kOptions);
  testing::State state = state_with(relation());
  state.leader = false;
  state = ctx.run(ctx.on.relation_created(relation()), state);
  CHECK(local_data_of(state.get_relation(1), true).empty());
  state.leader = true;
  state = ctx.run(ctx.on.leader_elected(), state);
  CHECK(published(state.get_relation(1)).size() == 2);
}

TEST_CASE("an upgrade sends what is new, and nothing where nothing is") {
  testing::Context<Web> before(kOptions, "broken");
  const testing::State old =
      before.run(before.on.relation_created(relation()), state_with(relation()));
  testing::Context<Web> after(kOptions);
  const testing::State upgraded = after.run(after.on.upgrade_charm(), old);
  CHECK(published(upgraded.get_relation(1)).size() == 2);
  CHECK(said(upgraded).entries()["uuid"] != said(old).entries()["uuid"]);
  CHECK(after.run(after.on.config_changed(), upgraded).relations == upgraded.relations);
}

TEST_CASE("what Grafana finds wrong becomes an event") {
  testing::Context<Web> ctx(kOptions);
  const testing::Relation refuses = relation_that_refuses("file:web", "no such panel");
  const testing::State out = ctx.run(ctx.on.relation_changed(refuses), state_with(refuses));
  CHECK(out.unit_status == testing::BlockedStatus{"no such panel"});
  CHECK(ctx.run(ctx.on.relation_changed(relation()), state_with(relation())).unit_status ==
        testing::UnknownStatus{});
}

TEST_CASE("what the Python library has compressed can be read") {
  CHECK(
      from_content("/Td6WFoAAATm1rRGAgAhARQAAAD/5+wJAQAPeyJ0aXRsZSI6ICJXZWIifQCl0zu8Z5ASPQABKBDlC2"
                   "xgH7bzfQEAAAAABFla") == R"({"title": "Web"})");
}

TEST_CASE("what is compressed is read again, and what is damaged is not") {
  const std::string large = std::string(100'000, 'a') + std::string("\0\xff end", 6);
  const std::string content = grafana_dashboard::to_content(large);
  CHECK(content.size() < 1000);
  CHECK(from_content(content) == large);
  CHECK(from_content(grafana_dashboard::to_content("")).empty());
  CHECK_THROWS_WITH_AS((void)from_content(content.substr(0, content.size() / 8 * 4)),
                       "cannot read a dashboard: it is not compressed as xz does", ops::ParseError);
  CHECK_THROWS_WITH_AS((void)from_content("?"), "cannot read a dashboard: it is not base 64",
                       ops::ParseError);
}
