#include "prometheus_scrape/metrics_endpoint.h"

#include "ops/testing/doctest.h"
#include "prometheus_scrape/testing.h"

namespace testing = ops::testing;
using ops::base::Json;
using prometheus_scrape::AlertGroup;
using prometheus_scrape::ScrapeJob;
using prometheus_scrape::Topology;
using prometheus_scrape::testing::published;
using prometheus_scrape::testing::relation;
using prometheus_scrape::testing::relation_that_answers;

namespace {

const ScrapeJob kJob{.metrics_path = "/metrics", .static_configs = {{.targets = {"*:8000"}}}};
const AlertGroup kDown{.name = "web-alerts",
                       .rules = {{.alert = "Down",
                                  .expr = "up{%%juju_topology%%,job=\"a\"} < 1",
                                  .for_ = "5m",
                                  .labels = {{"severity", "critical"}},
                                  .annotations = {{"summary", "it is down"}}}}};

class Web : public ops::CharmBase {
 public:
  explicit Web(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&Web::on_status>(metrics_.on.alert_rule_status_changed, *this);
  }
  void on_status(prometheus_scrape::AlertRuleStatusChangedEvent& event) {
    if (event.valid)
      unit().set_status(ops::ActiveStatus{});
    else
      unit().set_status(ops::BlockedStatus{event.errors});
  }

 private:
  prometheus_scrape::MetricsEndpointProvider metrics_{*this, "metrics-endpoint", {kJob}, {kDown}};
};

/// One that says nothing of what to scrape.
class Plain : public ops::CharmBase {
 public:
  explicit Plain(ops::Framework& framework) : CharmBase(framework) {}

 private:
  prometheus_scrape::MetricsEndpointProvider metrics_{*this};
};

const testing::ContextOptions kOptions{.meta = R"(
name: web-k8s
provides: {metrics-endpoint: {interface: prometheus_scrape}}
containers: {web: {}}
)",
                                       .app_name = "web"};

const testing::Container kWeb{.name = "web", .can_connect = true};

testing::State state_with(const testing::Relation& metrics) {
  return {.relations = {metrics},
          .networks = {{.binding_name = "metrics-endpoint",
                        .bind_addresses = {{.addresses = {{.value = "10.1.2.3"}}}}}},
          .containers = {kWeb},
          .leader = true,
          .model = testing::Model{.name = "prod", .uuid = "f81d4fae-7dec-4d0e-8765-00a0c91e6bf6"}};
}

}  // namespace

TEST_CASE("the leader publishes jobs, rules and who it is, as the interface has it") {
  testing::Context<Web> ctx(kOptions);
  const testing::State out = ctx.run(ctx.on.relation_joined(relation()), state_with(relation()));
  const testing::Databag app = local_data_of(out.get_relation(1), true);
  CHECK(app.size() == 3);
  CHECK(Json::parse(app["scrape_jobs"]) == Json::parse(R"([
    {"metrics_path": "/metrics", "static_configs": [{"targets": ["*:8000"]}]}
  ])"));
  CHECK(Json::parse(app["scrape_metadata"]) == Json::parse(R"({
    "model": "prod",
    "model_uuid": "f81d4fae-7dec-4d0e-8765-00a0c91e6bf6",
    "application": "web",
    "unit": "web/0",
    "charm_name": "web-k8s"
  })"));
  CHECK(Json::parse(app["alert_rules"]) == Json::parse(R"({"groups": [{
    "name": "prod_f81d4fae_web_web_alerts_rules",
    "rules": [{
      "alert": "Down",
      "expr": "up{job=\"a\"} < 1",
      "for": "5m",
      "labels": {
        "severity": "critical",
        "juju_model": "prod",
        "juju_model_uuid": "f81d4fae-7dec-4d0e-8765-00a0c91e6bf6",
        "juju_application": "web",
        "juju_charm": "web-k8s"
      },
      "annotations": {"summary": "it is down"}
    }]
  }]})"));
}

TEST_CASE("each unit publishes its address and name; only the leader the rest") {
  testing::Context<Web> ctx(kOptions);
  testing::State state = state_with(relation());
  state.leader = false;
  state = ctx.run(ctx.on.relation_joined(relation()), state);
  const testing::Databag unit = local_data_of(state.get_relation(1), false);
  CHECK(unit["prometheus_scrape_unit_address"] == "10.1.2.3");
  CHECK(unit["prometheus_scrape_unit_name"] == "web/0");
  CHECK(local_data_of(state.get_relation(1), true).empty());
  state.leader = true;
  state = ctx.run(ctx.on.leader_elected(), state);
  CHECK(published(state.get_relation(1)).scrape_jobs == ops::base::List<ScrapeJob>{kJob});
}

TEST_CASE("an address that changes is told when the container is ready again") {
  testing::Context<Web> ctx(kOptions);
  testing::State state = ctx.run(ctx.on.relation_joined(relation()), state_with(relation()));
  state.networks = {{.binding_name = "metrics-endpoint",
                     .bind_addresses = {{.addresses = {{.value = "10.1.2.99"}}}}}};
  state = ctx.run(ctx.on.pebble_ready(kWeb), state);
  CHECK(local_data_of(state.get_relation(1), false)["prometheus_scrape_unit_address"] ==
        "10.1.2.99");
}

TEST_CASE("without jobs there is one, and without rules there are none") {
  testing::Context<Plain> ctx(kOptions);
  const testing::State out = ctx.run(ctx.on.relation_joined(relation()), state_with(relation()));
  const testing::Databag app = local_data_of(out.get_relation(1), true);
  CHECK(Json::parse(app["scrape_jobs"]) == Json::parse(R"([
    {"metrics_path": "/metrics", "static_configs": [{"targets": ["*:80"]}]}
  ])"));
  CHECK(app["alert_rules"] == "{}");
}

TEST_CASE("what Prometheus says of the rules becomes an event") {
  testing::Context<Web> ctx(kOptions);
  testing::Relation metrics = relation_that_answers("group web: no such metric");
  testing::State state = ctx.run(ctx.on.relation_changed(metrics), state_with(metrics));
  CHECK(state.unit_status == testing::BlockedStatus{"group web: no such metric"});
  metrics = relation_that_answers();
  state = ctx.run(ctx.on.relation_changed(metrics), state_with(metrics));
  CHECK(state.unit_status == testing::ActiveStatus{});
}

TEST_CASE("a Prometheus that has said nothing is no event") {
  testing::Context<Web> ctx(kOptions);
  const testing::State out = ctx.run(ctx.on.relation_changed(relation()), state_with(relation()));
  CHECK(out.unit_status == testing::UnknownStatus{});
}

TEST_CASE("every Prometheus is told, and the second time there is nothing to say") {
  testing::Context<Web> ctx(kOptions);
  testing::Relation second = relation();
  second.id = 2;
  second.remote_app_name = "mimir";
  testing::State state = state_with(relation());
  state.relations = {relation(), second};
  state = ctx.run(ctx.on.relation_joined(second), state);
  CHECK(published(state.get_relation(1)) == published(state.get_relation(2)));
  CHECK(ctx.run(ctx.on.config_changed(), state).relations == state.relations);
}

TEST_CASE("a charm that is not related says nothing") {
  testing::Context<Web> ctx(kOptions);
  const testing::State state{.containers = {kWeb}, .leader = true};
  CHECK(ctx.run(ctx.on.config_changed(), state).relations.empty());
}

TEST_CASE("labels of a rule's own stay, and a group that says so is called rules once") {
  const Topology topology{.model = "m", .model_uuid = "12345678-9", .application = "a.b"};
  const auto groups = labelled({{.name = "disk_rules",
                                 .rules = {{.alert = "Full",
                                            .expr = "full{%%juju_topology%%}",
                                            .labels = {{"juju_model", "other"}}}}}},
                               topology);
  CHECK(groups[0].name == "m_12345678_a_b_disk_rules");
  CHECK(groups[0].rules[0].expr == "full{}");
  CHECK(groups[0].rules[0].labels["juju_model"] == "other");
}
