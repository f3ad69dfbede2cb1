#include "loki_push_api/log_forwarder.h"

#include "loki_push_api/testing.h"
#include "ops/testing/doctest.h"

namespace pebble = ops::pebble;
namespace testing = ops::testing;
using loki_push_api::testing::Loki;
using loki_push_api::testing::relation;
using ops::base::Json;

namespace {

class Web : public ops::CharmBase {
 public:
  explicit Web(ops::Framework& framework) : CharmBase(framework) {}

 private:
  loki_push_api::LogForwarder logging_{*this};
};

const testing::ContextOptions kOptions{.meta = R"(
name: web-k8s
requires: {logging: {interface: loki_push_api}}
containers: {web: {}, sidecar: {}}
)",
                                       .app_name = "web"};

const testing::Container kWeb{.name = "web", .can_connect = true};
const testing::Container kSidecar{.name = "sidecar", .can_connect = true};
const testing::Model kModel{.name = "prod", .uuid = "f81d4fae-7dec-4d0e-8765-00a0c91e6bf6"};

testing::State state_with(const testing::Relation& logging) {
  return {.relations = {logging}, .containers = {kWeb, kSidecar}, .model = kModel};
}

using Targets = ops::base::Map<std::string, pebble::LogTarget>;

Targets targets_of(const testing::State& state, const char* container = "web") {
  return state.get_container(container).plan().log_targets;
}

pebble::LogTarget target_at(const char* url) {
  return {.type = pebble::LogTargetType::loki,
          .location = url,
          .services = {"all"},
          .override = pebble::Override::replace,
          .labels = {{"product", "Juju"},
                     {"charm", "web-k8s"},
                     {"juju_model", "prod"},
                     {"juju_model_uuid", "f81d4fae-7dec-4d0e-8765-00a0c91e6bf6"},
                     {"juju_application", "web"},
                     {"juju_unit", "web/0"},
                     {"job", "juju_prod_f81d4fae_web"}}};
}

const pebble::LogTarget kRemoved{.type = pebble::LogTargetType::loki,
                                 .location = "(removed)",
                                 .services = {"-all"},
                                 .override = pebble::Override::replace};

}  // namespace

TEST_CASE("each unit of Loki becomes a log target of each container") {
  testing::Context<Web> ctx(kOptions);
  const testing::Relation logging =
      relation({.urls = {{0, "http://a/push"}, {1, "http://b/push"}}});
  const testing::State out = ctx.run(ctx.on.relation_changed(logging), state_with(logging));
  const Targets expected{{"loki/0", target_at("http://a/push")},
                         {"loki/1", target_at("http://b/push")}};
  CHECK(targets_of(out, "web") == expected);
  CHECK(targets_of(out, "sidecar") == expected);
  CHECK(out.get_container("web").layers.contains("web-log-forwarding"));
}

TEST_CASE("the leader says who it is, and others say nothing") {
  testing::Context<Web> ctx(kOptions);
  const testing::Relation logging = relation();
  testing::State state = state_with(logging);
  testing::State out = ctx.run(ctx.on.relation_changed(logging), state);
  CHECK(local_data_of(out.get_relation(1), true).empty());
  state.leader = true;
  out = ctx.run(ctx.on.relation_changed(logging), state);
  const testing::Databag said = local_data_of(out.get_relation(1), true);
  CHECK(said.size() == 2);
  CHECK(said["alert_rules"] == "{}");
  CHECK(Json::parse(said["metadata"]) == Json::parse(R"({
    "model": "prod",
    "model_uuid": "f81d4fae-7dec-4d0e-8765-00a0c91e6bf6",
    "application": "web",
    "unit": "web/0",
    "charm_name": "web-k8s"
  })"));
}

TEST_CASE("a Loki that moves is followed") {
  testing::Context<Web> ctx(kOptions);
  const testing::Relation before = relation({.urls = {{0, "http://a/push"}}});
  testing::State state = ctx.run(ctx.on.relation_changed(before), state_with(before));
  const testing::Relation after = relation({.urls = {{0, "http://c/push"}}});
  state.relations = {after};
  state = ctx.run(ctx.on.relation_changed(after), state);
  CHECK(targets_of(state) == Targets{{"loki/0", target_at("http://c/push")}});
}

TEST_CASE("a unit that departs gets no more logs, and the others do") {
  testing::Context<Web> ctx(kOptions);
  const testing::Relation both = relation({.urls = {{0, "http://a/push"}, {1, "http://b/push"}}});
  testing::State state = ctx.run(ctx.on.relation_changed(both), state_with(both));
  const testing::Relation one = relation({.urls = {{0, "http://a/push"}}});
  state.relations = {one};
  state = ctx.run(ctx.on.relation_departed(one, {.remote_unit = 1, .departing_unit = 1}), state);
  CHECK(targets_of(state) == Targets{{"loki/0", target_at("http://a/push")}, {"loki/1", kRemoved}});
}

TEST_CASE("when the relation goes, nothing is forwarded any more; when it comes back, it is") {
  testing::Context<Web> ctx(kOptions);
  const testing::Relation logging = relation({.urls = {{0, "http://a/push"}}});
  testing::State state = ctx.run(ctx.on.relation_changed(logging), state_with(logging));
  state = ctx.run(ctx.on.relation_broken(logging), state);
  CHECK(targets_of(state) == Targets{{"loki/0", kRemoved}});
  state = ctx.run(ctx.on.relation_changed(logging), state);
  CHECK(targets_of(state) == Targets{{"loki/0", target_at("http://a/push")}});
}

TEST_CASE("two Lokis, of which one goes") {
  testing::Context<Web> ctx(kOptions);
  const testing::Relation here = relation({.app_name = "here", .urls = {{0, "http://a/push"}}});
  const testing::Relation there =
      relation({.app_name = "there", .urls = {{0, "http://b/push"}}, .relation_id = 2});
  testing::State state = state_with(here);
  state.relations = {here, there};
  state = ctx.run(ctx.on.relation_changed(there), state);
  CHECK(targets_of(state).size() == 2);
  state = ctx.run(ctx.on.relation_broken(here), state);
  CHECK(targets_of(state) ==
        Targets{{"here/0", kRemoved}, {"there/0", target_at("http://b/push")}});
}

TEST_CASE("a container that is away gets its targets when its Pebble is ready") {
  testing::Context<Web> ctx(kOptions);
  const testing::Relation logging = relation({.urls = {{0, "http://a/push"}}});
  testing::State state = state_with(logging);
  state.containers = {{.name = "web"}, kSidecar};
  state = ctx.run(ctx.on.relation_changed(logging), state);
  CHECK(targets_of(state, "web").empty());
  CHECK(targets_of(state, "sidecar").size() == 1);
  state.containers = {kWeb, kSidecar};
  state = ctx.run(ctx.on.pebble_ready(kWeb), state);
  CHECK(targets_of(state, "web") == Targets{{"loki/0", target_at("http://a/push")}});
}

TEST_CASE("without a Loki nothing is added to the plan") {
  testing::Context<Web> ctx(kOptions);
  const testing::State state{.containers = {kWeb, kSidecar}};
  CHECK(ctx.run(ctx.on.pebble_ready(kWeb), state).get_container("web") == kWeb);
}

TEST_CASE("a unit that has said nothing yet, or nonsense, is passed over") {
  testing::Context<Web> ctx(kOptions);
  testing::Relation logging = relation({.urls = {{0, "http://a/push"}}});
  logging.remote_units_data =
      logging.remote_units_data.with(1, {}).with(2, {{"endpoint", "http://bare"}});
  const testing::State out = ctx.run(ctx.on.relation_changed(logging), state_with(logging));
  CHECK(targets_of(out) == Targets{{"loki/0", target_at("http://a/push")}});
  bool is_told = false;
  for (const testing::JujuLogLine& line : ctx.juju_log)
    is_told |= line.level == "WARNING" && line.message.starts_with("cannot forward logs to loki/2");
  CHECK(is_told);
}

TEST_CASE("log targets that are the charm's own stay as they are") {
  testing::Context<Web> ctx(kOptions);
  const pebble::LogTarget own{.type = pebble::LogTargetType::loki,
                              .location = "http://elsewhere/push",
                              .services = {"all"},
                              .override = pebble::Override::replace};
  testing::Container web = kWeb;
  web.layers = {{"own", {.log_targets = {{"elsewhere", own}}}}};
  const testing::Relation logging = relation({.urls = {{0, "http://a/push"}}});
  testing::State state = state_with(logging);
  state.containers = {web, kSidecar};
  state =
      ctx.run(ctx.on.relation_broken(logging), ctx.run(ctx.on.relation_changed(logging), state));
  CHECK(targets_of(state) == Targets{{"elsewhere", own}, {"loki/0", kRemoved}});
}

TEST_CASE("an old Juju is warned of") {
  testing::ContextOptions old = kOptions;
  old.juju_version = "3.3.0";
  testing::Context<Web> ctx(old);
  (void)ctx.run(ctx.on.start(), {});
  CHECK(ctx.juju_log.contains({"WARNING",
                               "Juju version 3.3.0 does not support Pebble log forwarding. Juju "
                               ">= 3.4 is needed."}));
}
