/// Relations: what a charm sees of them, and what it leaves there.
#include "ops/ops.h"
#include "ops/testing/doctest.h"

using namespace ops::testing;
using ops::base::List;

namespace {

const ContextOptions kOptions{
    .meta =
        "name: web\n"
        "requires: {db: {interface: postgresql}, log: {interface: loki, scope: container}}\n"
        "provides: {receive_ca-cert: {interface: tls}}\n"
        "peers: {cluster: {interface: web-cluster}}\n"};

/// Asks any database for its address, and tells it its own name.
class Web : public ops::CharmBase {
 public:
  explicit Web(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&Web::on_changed>(on()["db"].relation_changed, *this);
    framework.observe<&Web::on_departed>(on()["db"].relation_departed, *this);
    framework.observe<&Web::on_broken>(on()["db"].relation_broken, *this);
    framework.observe<&Web::on_peer>(on()["cluster"].relation_joined, *this);
    framework.observe<&Web::on_log>(on()["log"].relation_joined, *this);
    framework.observe<&Web::on_certificate>(on()["receive_ca-cert"].relation_created, *this);
  }

 private:
  void on_changed(ops::RelationChangedEvent& event) {
    const ops::Relation& db = *event.relation;
    const std::string host = db.data()[event.unit].get("host", "nowhere");
    db.data()[unit()].set("client", unit().name());
    if (unit().is_leader()) db.data()[app()].update({{"database", "web"}, {"old", ""}});
    unit().set_status(ops::ActiveStatus{event.unit->name() + " is at " + host});
  }
  void on_departed(ops::RelationDepartedEvent& event) {
    std::string left;
    for (const ops::Unit* other : event.relation->units()) left += other->name() + " ";
    unit().set_status(ops::WaitingStatus{event.departing_unit->name() + " goes, told " +
                                         event.unit->name() + ", left: " + left});
  }
  void on_broken(ops::RelationBrokenEvent& event) {
    const bool hidden = model().relations("db").size() == 0;
    unit().set_status(ops::BlockedStatus{hidden && !event.relation->active() ? "gone" : "there"});
  }
  void on_peer(ops::RelationJoinedEvent& event) {
    unit().set_status(ops::ActiveStatus{event.unit->name() + " of " + event.app->name()});
  }
  void on_log(ops::RelationJoinedEvent& event) {
    unit().set_status(
        ops::ActiveStatus{event.relation->data()[event.unit].get("ingress-address", "?")});
  }
  void on_certificate(ops::RelationCreatedEvent& event) {
    unit().set_status(ops::ActiveStatus{event.relation->name() + " of " + event.app->name() +
                                        (event.unit ? ", a unit" : ", no unit")});
  }
};

const Relation kDb{.endpoint = "db",
                   .id = 3,
                   .local_app_data = {{"old", "value"}},
                   .local_unit_data = {},
                   .remote_app_name = "postgresql",
                   .remote_units_data = {{2, {{"host", "10.0.0.2"}}}, {7, {{"host", "10.0.0.7"}}}}};

}  // namespace

TEST_CASE("a charm reads what the remote unit has put there") {
  Context<Web> ctx(kOptions);
  const State state{.relations = {kDb}};
  const State after = ctx.run(ctx.on.relation_changed(kDb, {.remote_unit = 7}), state);
  CHECK(after.unit_status == ActiveStatus{"postgresql/7 is at 10.0.0.7"});
}

TEST_CASE("an event that says no remote unit is about the first that the relation has") {
  Context<Web> ctx(kOptions);
  const State after = ctx.run(ctx.on.relation_changed(kDb), State{.relations = {kDb}});
  CHECK(after.unit_status == ActiveStatus{"postgresql/2 is at 10.0.0.2"});
}

TEST_CASE("what the charm writes is in the State that the run leaves, and not in the one before") {
  Context<Web> ctx(kOptions);
  const State before{.relations = {kDb}, .leader = true};
  const State after = ctx.run(ctx.on.relation_changed(kDb), before);
  CHECK(after.get_relation(kDb).local_unit_data == Databag{{"client", "web/0"}});
  CHECK(after.get_relation(kDb).local_app_data == Databag{{"database", "web"}});
  CHECK(before.get_relation(kDb) == kDb);
}

TEST_CASE("of a relation that a unit departs from, that unit is not listed any more") {
  Context<Web> ctx(kOptions);
  const State state{.relations = {kDb}};
  CHECK(ctx.run(ctx.on.relation_departed(kDb), state).unit_status ==
        WaitingStatus{"postgresql/2 goes, told postgresql/2, left: postgresql/7 "});
}

TEST_CASE("unit 0 can depart, too") {
  Context<Web> ctx(kOptions);
  const State state{.relations = {kDb}};
  const Event event = ctx.on.relation_departed(kDb, {.remote_unit = 7, .departing_unit = 0});
  CHECK(ctx.run(event, state).unit_status ==
        WaitingStatus{"postgresql/0 goes, told postgresql/7, left: postgresql/2 "});
}

TEST_CASE(
    "the data of a unit that has departed can be asked for, and is empty when there is none") {
  class Reader : public ops::CharmBase {
   public:
    explicit Reader(ops::Framework& framework) : CharmBase(framework) {
      framework.observe<&Reader::on_departed>(on()["db"].relation_departed, *this);
    }
    void on_departed(ops::RelationDepartedEvent& event) {
      CHECK(event.relation->data()[event.unit].empty());
    }
  };
  Context<Reader> ctx(kOptions);
  const Event event = ctx.on.relation_departed(kDb, {.remote_unit = 9});
  (void)ctx.run(event, State{.relations = {kDb}});
}

TEST_CASE("a relation that breaks is hidden from the charm, and stays in the State") {
  Context<Web> ctx(kOptions);
  const State after = ctx.run(ctx.on.relation_broken(kDb), State{.relations = {kDb}});
  CHECK(after.unit_status == BlockedStatus{"gone"});
  CHECK(after.get_relation(kDb) == kDb);
}

TEST_CASE("a peer relation is with this charm's own application") {
  Context<Web> ctx(kOptions);
  const PeerRelation cluster{.endpoint = "cluster", .peers_data = {{1, {}}}};
  const State after = ctx.run(ctx.on.relation_joined(cluster), State{.relations = {cluster}});
  CHECK(after.unit_status == ActiveStatus{"web/1 of web"});
}

TEST_CASE("a subordinate's relation has one remote unit, whatever its number") {
  Context<Web> ctx(kOptions);
  const SubordinateRelation log{.endpoint = "log",
                                .remote_unit_data = {{"ingress-address", "10.1.2.3"}},
                                .remote_unit_id = 300};
  const State after = ctx.run(ctx.on.relation_joined(log), State{.relations = {log}});
  CHECK(after.unit_status == ActiveStatus{"10.1.2.3"});
}

TEST_CASE("an endpoint keeps its spelling, and an event that is about no unit has none") {
  Context<Web> ctx(kOptions);
  const Relation certificate{.endpoint = "receive_ca-cert"};
  const State state{.relations = {certificate}};
  CHECK(ctx.run(ctx.on.relation_created(certificate), state).unit_status ==
        ActiveStatus{"receive_ca-cert of remote, no unit"});
}

TEST_CASE("what a follower writes to its application's data is refused, as Juju does") {
  class Writer : public ops::CharmBase {
   public:
    explicit Writer(ops::Framework& framework) : CharmBase(framework) {
      framework.observe<&Writer::on_start>(on().start, *this);
    }
    void on_start(ops::StartEvent&) {
      const ops::RelationData data = model().get_relation("db", 3).data();
      data[app()].set("database", "web");
    }
  };
  Context<Writer> ctx(kOptions);
  CHECK_THROWS_AS((void)ctx.run(ctx.on.start(), State{.relations = {kDb}}), UncaughtCharmError);
  const State after = ctx.run(ctx.on.start(), State{.relations = {kDb}, .leader = true});
  CHECK(after.get_relation(kDb).local_app_data == Databag{{"old", "value"}, {"database", "web"}});
}

TEST_CASE("bare hook tools fail with Juju's own words") {
  class Asking : public ops::CharmBase {
   public:
    explicit Asking(ops::Framework& framework) : CharmBase(framework) {
      framework.observe<&Asking::on_start>(on().start, *this);
    }
    void on_start(ops::StartEvent&) { (void)model().get_relation("db", 9).remote_model(); }
  };
  Context<Asking> ctx(kOptions);
  CHECK_THROWS_WITH_AS(
      (void)ctx.run(ctx.on.start(), State{.relations = {kDb}}),
      "the charm threw while handling start: ops::RelationNotFoundError: ", UncaughtCharmError);
}

TEST_CASE("a State finds its relations, and says which there are") {
  const State state{.relations = {kDb, PeerRelation{.endpoint = "cluster"}}};
  CHECK(state.get_relation(kDb) == kDb);
  CHECK(state.get_relation(3) == AnyRelation(kDb));
  CHECK(state.get_relations("cluster").size() == 1);
  CHECK(state.get_relations("nope").empty());
  CHECK_THROWS_WITH_AS((void)state.get_relation(4),
                       "cannot get a relation of the State: cannot find '4'; there is: [1, 3]",
                       ops::LookupError);
  CHECK_THROWS_WITH_AS((void)state.get_relation(PeerRelation{.endpoint = "cluster", .id = 3}),
                       "cannot get relation 3 of the State: it is of another kind or endpoint",
                       ops::LookupError);
}
