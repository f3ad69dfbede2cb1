/// Secrets: read, owned, granted, and what becomes of their revisions.
#include "acting.h"
#include "ops/model/secret.h"

using namespace ops::testing;
using ops::base::List;
using ops::base::Map;

namespace {

const ContextOptions kOptions{.meta = "name: web\nrequires: {db: {interface: postgresql}}\n"};

/// Knows what to do of each event of a secret.
class Keeping : public Acting {
 public:
  Keeping(ops::Framework& framework, Act act) : Acting(framework, act) {
    framework.observe<&Keeping::on_changed>(on().secret_changed, *this);
    framework.observe<&Keeping::on_remove>(on().secret_remove, *this);
    framework.observe<&Keeping::on_expired>(on().secret_expired, *this);
  }
  void on_changed(ops::SecretChangedEvent& event) {
    const auto password = event.secret().get_content({.refresh = true})["password"];
    unit().set_status(ops::ActiveStatus{password});
  }
  void on_remove(ops::SecretRemoveEvent& event) { event.remove_revision(); }
  void on_expired(ops::SecretExpiredEvent& event) {
    unit().set_status(ops::ActiveStatus{std::to_string(*event.revision)});
  }
};

const Secret kGranted{.tracked_content = {{"password", "old"}},
                      .latest_content = {{"password", "new"}},
                      .id = "secret:abcdefghij0123456789",
                      .latest_revision = 2};
const Secret kOwn{.tracked_content = {{"password", "one"}},
                  .id = "secret:00000000000000000ours",
                  .owner = SecretOwner::unit,
                  .label = "ours"};
const Relation kDb{.endpoint = "db", .id = 3, .remote_app_name = "postgresql"};

ops::Secret own(const Acting& charm) { return charm.model().get_secret({.label = "ours"}); }

}  // namespace

TEST_CASE("a charm reads the revision that it tracks, peeks at the latest, and takes it up") {
  const State before{.secrets = {kGranted}};
  const State peeked = run_start<Keeping>(kOptions, before, [](Acting& charm) {
    ops::Secret secret = charm.model().get_secret({.id = "secret:abcdefghij0123456789"});
    CHECK(secret.get_content()["password"] == "old");
    CHECK(secret.peek_content()["password"] == "new");
  });
  CHECK(peeked.secrets == before.secrets);

  Context<Keeping> ctx(kOptions, Acting::Act());
  const State after = ctx.run(ctx.on.secret_changed(kGranted), before);
  CHECK(after.unit_status == ActiveStatus{"new"});
  CHECK(after.get_secret(kGranted.id).tracked_content["password"] == "new");
  CHECK(after.get_secret(kGranted.id).tracked_revision == 2);
}

TEST_CASE("a secret is known by its id in any form, and by the label that it was once given") {
  Model model;
  model.uuid = "3b5f5b5e-8a5c-4d5c-9d5e-7b5f5b5e8a5c";
  const State state{.model = model, .secrets = {kGranted}};
  const State after = run_start<Keeping>(kOptions, state, [](Acting& charm) {
    (void)charm.model().get_secret({.id = "abcdefghij0123456789"});
    (void)charm.model().get_secret(
        {.id = "secret://3b5f5b5e-8a5c-4d5c-9d5e-7b5f5b5e8a5c/abcdefghij0123456789"});
    CHECK_THROWS_AS((void)charm.model().get_secret({.id = "secret://other/abcdefghij0123456789"}),
                    ops::SecretNotFoundError);
    CHECK_THROWS_AS((void)charm.model().get_secret({.label = "theirs"}), ops::SecretNotFoundError);
    (void)charm.model().get_secret({.id = "abcdefghij0123456789", .label = "theirs"});
    (void)charm.model().get_secret({.label = "theirs"});
  });
  CHECK(after.get_secret("abcdefghij0123456789").label == std::string("theirs"));
  CHECK(after.get_secret_labelled("theirs").id == kGranted.id);
}

TEST_CASE("a secret that the charm adds has a legal id, which is the same in every run") {
  const auto add = [](Acting& charm) {
    ops::Secret secret = charm.unit().add_secret(
        {{"password", "one"}}, {.label = "mine",
                                .expire = ops::SecretExpiry("2031-01-02T03:04:05Z"),
                                .rotate = ops::SecretRotate::daily});
    CHECK(*secret.id() == "secret:00000000000000000001");
    CHECK(secret.get_info().rotation == ops::SecretRotate::daily);
    CHECK(secret.get_info().expires == ops::base::Timestamp("2031-01-02T03:04:05Z"));
  };
  const State after = run_start<Keeping>(kOptions, State{}, add);
  CHECK(after.secrets == ops::base::Set<Secret>{{
                             .tracked_content = {{"password", "one"}},
                             .id = "secret:00000000000000000001",
                             .owner = SecretOwner::unit,
                             .label = "mine",
                             .expire = ops::base::Timestamp("2031-01-02T03:04:05Z"),
                             .rotate = SecretRotate::daily,
                         }});
  CHECK(run_start<Keeping>(kOptions, State{}, add) == after);
}

TEST_CASE("a secret may expire at a time without a zone, or so long from now") {
  const auto expiry = [](const ops::SecretExpiry& expire) {
    static ops::SecretExpiry told;
    told = expire;
    const State after = run_start<Keeping>(kOptions, State{}, [](Acting& charm) {
      (void)charm.unit().add_secret({{"password", "one"}}, {.expire = told});
    });
    return *after.get_secret("secret:00000000000000000001").expire;
  };
  CHECK(expiry("2031-01-02T03:04:05") == ops::base::Timestamp("2031-01-02T03:04:05Z"));
  CHECK(expiry("2031-01-02T03:04:05+02:00") == ops::base::Timestamp("2031-01-02T01:04:05Z"));
  CHECK(expiry(ops::base::Duration("24h")) == ops::base::Timestamp("2024-01-02T00:00:00Z"));
}

TEST_CASE("a new content is a new revision, and the same one again is none") {
  const State after = run_start<Keeping>(kOptions, State{.secrets = {kOwn}}, [](Acting& charm) {
    own(charm).set_content({{"password", "two"}});
    own(charm).set_content({{"password", "two"}});
    own(charm).set_info({.description = "what the database knows us by"});
    CHECK(own(charm).get_content()["password"] == "one");
    CHECK(own(charm).get_info().revision == 2);
  });
  const Secret& secret = after.get_secret_labelled("ours");
  CHECK(secret.latest_content == Map<std::string, std::string>{{"password", "two"}});
  CHECK(secret.tracked_revision == 1);
  CHECK(secret.latest_revision == 2);
  CHECK(secret.description == std::string("what the database knows us by"));
}

TEST_CASE("before Juju 3.3.1 the owner of a secret reads its newest revision") {
  const auto act = [](Acting& charm) {
    own(charm).set_content({{"password", "two"}});
    charm.unit().set_status(ops::ActiveStatus{own(charm).get_content()["password"]});
  };
  const auto read_with = [&](const char* version) {
    ContextOptions options = kOptions;
    options.juju_version = version;
    Context<Keeping> ctx(options, Acting::Act(act));
    return ctx.run(ctx.on.start(), State{.secrets = {kOwn}}).unit_status;
  };
  CHECK(read_with("3.3.0") == ActiveStatus{"two"});
  CHECK(read_with("3.3.1") == ActiveStatus{"one"});
  CHECK(read_with("3.1.7") == ActiveStatus{"one"});
}

TEST_CASE("secrets came with Juju 3.0.2") {
  ContextOptions options = kOptions;
  const auto act = [](Acting& charm) { (void)charm.unit().add_secret({{"password", "one"}}); };
  options.juju_version = "3.0.1";
  Context<Keeping> before(options, Acting::Act(act));
  CHECK_THROWS_AS((void)before.run(before.on.start(), State{}), UncaughtCharmError);
  options.juju_version = "3.0.2";
  Context<Keeping> since(options, Acting::Act(act));
  CHECK(since.run(since.on.start(), State{}).secrets.size() == 1);
}

TEST_CASE("granting and revoking show in the State") {
  const State state{.relations = {kDb}, .secrets = {kOwn}};
  const State granted = run_start<Keeping>(kOptions, state, [](Acting& charm) {
    own(charm).grant(charm.model().get_relation("db", 3));
    own(charm).grant(charm.model().get_relation("db", 3), charm.model().get_unit("postgresql/0"));
  });
  using Grants = Map<int, ops::base::Set<std::string>>;
  CHECK(granted.get_secret_labelled("ours").remote_grants ==
        Grants{{3, {"postgresql", "postgresql/0"}}});
  const State revoked = run_start<Keeping>(kOptions, granted, [](Acting& charm) {
    own(charm).revoke(charm.model().get_relation("db", 3));
    own(charm).revoke(charm.model().get_relation("db", 3));  // nothing, the second time
  });
  CHECK(revoked.get_secret_labelled("ours").remote_grants == Grants{{3, {"postgresql/0"}}});
}

TEST_CASE("revoking what was never granted does nothing") {
  const State state{.relations = {kDb}, .secrets = {kOwn}};
  CHECK(run_start<Keeping>(kOptions, state, [](Acting& charm) {
          own(charm).revoke(charm.model().get_relation("db", 3));
        }).secrets == state.secrets);
}

TEST_CASE("an application's secrets are the leader's to add and to change") {
  const auto add = [](Acting& charm) { (void)charm.app().add_secret({{"password", "one"}}); };
  CHECK_THROWS_WITH_AS((void)run_start<Keeping>(kOptions, State{}, add),
                       "the charm threw while handling start: ops::ModelError: ERROR permission "
                       "denied\n",
                       UncaughtCharmError);
  const State after = run_start<Keeping>(kOptions, State{.leader = true}, add);
  CHECK(after.get_secret("secret:00000000000000000001").owner == SecretOwner::app);
}

TEST_CASE("a secret of somebody else cannot be changed, and can be read") {
  const State after = run_start<Keeping>(kOptions, State{.secrets = {kGranted}}, [](Acting& charm) {
    ops::Secret theirs = charm.model().get_secret({.id = "secret:abcdefghij0123456789"});
    CHECK_THROWS_AS(theirs.set_content({{"password", "mine"}}), ops::SecretNotFoundError);
    CHECK_THROWS_AS(theirs.remove_all_revisions(), ops::SecretNotFoundError);
    CHECK_THROWS_AS((void)theirs.get_info(), ops::SecretNotFoundError);
  });
  CHECK(after.secrets == ops::base::Set<Secret>{kGranted});
}

TEST_CASE("a revision that is removed is in the history; one that is in use cannot go") {
  Secret secret = kOwn;
  secret.tracked_revision = secret.latest_revision = 3;
  Context<Keeping> ctx(kOptions, Acting::Act());
  const State state{.secrets = {secret}};
  CHECK(ctx.run(ctx.on.secret_remove(secret, {.revision = 2}), state).secrets == state.secrets);
  CHECK(ctx.removed_secret_revisions == List<int>{2});
  CHECK_THROWS_AS((void)ctx.run(ctx.on.secret_remove(secret, {.revision = 3}), state),
                  UncaughtCharmError);
}

TEST_CASE("a secret all of whose revisions are removed leaves the State") {
  CHECK(run_start<Keeping>(kOptions, State{.secrets = {kOwn, kGranted}}, [](Acting& charm) {
          own(charm).remove_all_revisions();
        }).secrets == ops::base::Set<Secret>{kGranted});
}

TEST_CASE("an event of a revision says which") {
  Context<Keeping> ctx(kOptions, Acting::Act());
  const State after =
      ctx.run(ctx.on.secret_expired(kOwn, {.revision = 1}), State{.secrets = {kOwn}});
  CHECK(after.unit_status == ActiveStatus{"1"});
}

TEST_CASE("an event of a secret is for its owner, or for its observers") {
  const Context<Keeping> ctx(kOptions, Acting::Act());
  CHECK_THROWS_AS((void)ctx.on.secret_changed(kOwn), ops::ValueError);
  CHECK_THROWS_AS((void)ctx.on.secret_rotate(kGranted), ops::ValueError);
}

TEST_CASE("the latest revision of a secret cannot be removed") {
  (void)run_start<Keeping>(kOptions, {.secrets = {kOwn}}, [](Acting& charm) {
    CHECK_THROWS_WITH_AS(own(charm).remove_revision(1), doctest::Contains("it is still the latest"),
                         ops::ValueError);
  });
}
