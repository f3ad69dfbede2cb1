/// What Loki, Prometheus and Grafana get to see of the charm.
#include "charm.h"
#include "grafana_dashboard/testing.h"
#include "image.h"
#include "loki_push_api/testing.h"
#include "ops/testing/doctest.h"
#include "postgresql_client/testing.h"
#include "prometheus_scrape/testing.h"

namespace {

using prometheus_scrape::ScrapeJob;
using Jobs = ops::base::List<ScrapeJob>;

const testing::Container kContainer{
    .name = "demo-server", .can_connect = true, .layers = {{"rock", rock_layer()}}};

/// All that the charm can be related to, but for the database.
testing::State observed() {
  testing::Relation logging = loki_push_api::testing::relation();
  testing::Relation metrics = prometheus_scrape::testing::relation();
  testing::Relation dashboards = grafana_dashboard::testing::relation();
  metrics.id = 2;
  dashboards.id = 3;
  return {.relations = {logging, metrics, dashboards}, .containers = {kContainer}, .leader = true};
}

ScrapeJob job_at(const char* target) {
  return {.metrics_path = "/metrics", .static_configs = {{.targets = {target}}}};
}

Jobs published_jobs(const testing::State& state) {
  return prometheus_scrape::testing::published(state.get_relation(2)).scrape_jobs;
}

}  // namespace

TEST_CASE("the logs of the service go to Loki") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::Relation logging = loki_push_api::testing::relation();
  const testing::State state = ctx.run(ctx.on.relation_changed(logging), observed());
  const pebble::LogTarget target = state.get_container("demo-server").plan().log_targets["loki/0"];
  CHECK(target.location == "http://loki-0:3100/loki/api/v1/push");
  CHECK(target.services == ops::base::List<std::string>{"all"});
  CHECK(target.labels["charm"] == "fastapi-demo");
  CHECK(target.labels["juju_unit"] == "fastapi-demo/0");
}

TEST_CASE("a charm that replans keeps its log targets") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::State state = ctx.run(ctx.on.pebble_ready(kContainer), observed());
  const testing::State after = ctx.run(ctx.on.config_changed(), state);
  CHECK(after.get_container("demo-server").plan().log_targets.contains("loki/0"));
}

TEST_CASE("Prometheus scrapes the port that the operator asks for") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  testing::Relation metrics = prometheus_scrape::testing::relation();
  metrics.id = 2;
  testing::State state = ctx.run(ctx.on.relation_joined(metrics), observed());
  CHECK(published_jobs(state) == Jobs{job_at("*:8000")});
  state.config = {{"server-port", 8080}};
  state = ctx.run(ctx.on.config_changed(), state);
  CHECK(published_jobs(state) == Jobs{job_at("*:8080")});
}

TEST_CASE("a port that is invalid is told, and not to Prometheus") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  testing::State state = ctx.run(ctx.on.config_changed(), observed());
  state.config = {{"server-port", 22}};
  state = ctx.run(ctx.on.config_changed(), state);
  CHECK(published_jobs(state) == Jobs{job_at("*:8000")});
  CHECK(ctx.juju_log.contains({"WARNING",
                               "Unable to add metrics: invalid configuration: Invalid port "
                               "number, 22 is reserved for SSH"}));
}

TEST_CASE("Grafana gets the charm's dashboard") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  testing::Relation dashboards = grafana_dashboard::testing::relation();
  dashboards.id = 3;
  const testing::State state = ctx.run(ctx.on.relation_created(dashboards), observed());
  const auto published = grafana_dashboard::testing::published(state.get_relation(3));
  REQUIRE(published.size() == 1);
  const auto dashboard = published["file:FastAPI-Monitoring.json"].entries();
  CHECK(dashboard["title"] == ops::base::Json("FastAPI Monitoring"));
  CHECK(dashboard["panels"].items().size() == 3);
}

TEST_CASE("a unit that does not lead says only where it is") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  testing::State state = observed();
  state.leader = false;
  state = ctx.run(ctx.on.config_changed(), state);
  for (const testing::AnyRelation& relation : state.relations)
    CHECK(local_data_of(relation, true).empty());
  CHECK(local_data_of(state.get_relation(2), false)["prometheus_scrape_unit_name"] ==
        "fastapi-demo/0");
}

TEST_CASE("being observed changes nothing of what the unit waits for") {
  testing::Context<FastAPIDemoCharm> ctx(mock_get_version);
  const testing::State state = ctx.run(ctx.on.pebble_ready(kContainer), observed());
  CHECK(state.unit_status == testing::BlockedStatus{"Waiting for database relation"});
}
