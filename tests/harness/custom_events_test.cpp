/// Events that Juju does not send: those of the charm itself and of its libraries.
#include <deque>

#include "ops/ops.h"
#include "ops/testing/doctest.h"

using namespace ops::testing;
using ops::base::List;

namespace {

const ContextOptions kOptions{.meta = "name: web\n"};

/// What a library might tell: where the charm can be reached from now on.
class ReadyEvent final : public ops::EventBase {
 public:
  ReadyEvent() = default;
  explicit ReadyEvent(std::string url) : url_(std::move(url)) {}
  const std::string& url() const { return url_; }

  ops::store::Snapshot snapshot() const override { return {{"url", url_}}; }
  void restore(const ops::store::Snapshot& data, ops::Model&) override {
    url_ = data["url"].as_string();
  }

 private:
  std::string url_ = {};
};

class RevokedEvent final : public ops::EventBase {};

/// A library.
class Ingress : public ops::Object {
 public:
  struct Events {
    ops::BoundEvent<ReadyEvent> ready;
    ops::BoundEvent<RevokedEvent> revoked;
  };
  Ingress(ops::CharmBase& charm, std::string_view key)
      : Object(charm, "Ingress", key), on{.ready = {this, "ready"}, .revoked = {this, "revoked"}} {
    framework().observe<&Ingress::on_start>(charm.on().start, *this);
  }
  const Events on;
  void on_start(ops::StartEvent& event) {
    logger().info("the library starts");
    event.defer();
  }
};

/// Has as many of it as it is made with.
class Web : public ops::CharmBase {
 public:
  explicit Web(ops::Framework& framework, int count = 1) : CharmBase(framework) {
    for (int number = 1; number <= count; ++number) {
      Ingress& ingress = ingresses_.emplace_back(*this, "ingress-" + std::to_string(number));
      framework.observe<&Web::on_ready>(ingress.on.ready, *this);
    }
    framework.observe<&Web::on_paused>(paused, *this);
  }
  const ops::BoundEvent<RevokedEvent> paused{this, "paused"};

 private:
  void on_ready(ReadyEvent& event) {
    unit().set_status(ops::ActiveStatus{event.url() + " by " + event.path()});
  }
  void on_paused(RevokedEvent&) { unit().set_status(ops::BlockedStatus{"paused"}); }
  std::deque<Ingress> ingresses_ = {};
};

}  // namespace

TEST_CASE("an event of a library comes with what it is made from") {
  Context<Web> ctx(kOptions);
  const ReadyEvent ready("http://example.com");
  const State after = ctx.run(ctx.on.custom<Ingress>("ready", ready), State{});
  CHECK(after.unit_status ==
        ActiveStatus{"http://example.com by Web/Ingress[ingress-1]/on/ready[1]"});
}

TEST_CASE("an event can be given by its snapshot, where a test cannot make it") {
  Context<Web> ctx(kOptions);
  const Event event = ctx.on.custom<Ingress, ReadyEvent>("ready", {{"url", "http://x"}});
  CHECK(event == ctx.on.custom<Ingress>("ready", ReadyEvent("http://x")));
  CHECK(ctx.run(event, State{}).unit_status ==
        ActiveStatus{"http://x by Web/Ingress[ingress-1]/on/ready[1]"});
}

TEST_CASE("of several objects of a class, the key tells which one emits") {
  Context<Web> ctx(kOptions, 2);
  const ReadyEvent ready("http://x");
  CHECK(
      ctx.run(ctx.on.custom<Ingress>("ready", ready, {.key = "ingress-2"}), State{}).unit_status ==
      ActiveStatus{"http://x by Web/Ingress[ingress-2]/on/ready[1]"});
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.custom<Ingress>("ready", ready), State{}),
                       "cannot tell which Ingress is to emit: there are Web/Ingress[ingress-1] and "
                       "Web/Ingress[ingress-2]; pass Emitter{.key = …}",
                       BadOwnerPath);
}

TEST_CASE("a charm can have events of its own") {
  Context<Web> ctx(kOptions);
  const State after = ctx.run(ctx.on.custom<Web>("paused", RevokedEvent()), State{});
  CHECK(after.unit_status == BlockedStatus{"paused"});
}

TEST_CASE("an event that nobody observes is emitted all the same") {
  Context<Web> ctx(kOptions);
  (void)ctx.run(ctx.on.custom<Ingress>("revoked", RevokedEvent()), State{});
  CHECK(ctx.emitted_events == List<EmittedEvent>{{.type = "RevokedEvent",
                                                  .path = "Web/Ingress[ingress-1]/on/revoked[1]"}});
}

TEST_CASE("an event of an object that the charm does not have cannot be emitted") {
  class Absent : public ops::Object {};
  Context<Web> ctx(kOptions, 0);
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.custom<Absent>("ready", ReadyEvent("")), State{}),
                       "cannot find Absent to emit its event: the charm has Web", BadOwnerPath);
}

TEST_CASE("an event that its observers take for one of another class cannot be emitted") {
  Context<Web> ctx(kOptions);
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.custom<Ingress>("ready", RevokedEvent()), State{}),
                       "cannot emit ready of Web/Ingress[ingress-1] as RevokedEvent: its observers "
                       "take it for ReadyEvent",
                       NoObserverError);
}

TEST_CASE("what was deferred comes first, as in every dispatch") {
  Context<Web> ctx(kOptions);
  State state = ctx.run(ctx.on.start(), State{});
  CHECK(state.deferred == List<DeferredEvent>{deferred<&Ingress::on_start>(
                              ctx.on.start(), "Web/Ingress[ingress-1]")});
  (void)ctx.run(ctx.on.custom<Web>("paused", RevokedEvent()), state);
  CHECK(ctx.juju_log.contains({.level = "INFO", .message = "the library starts"}));
}
