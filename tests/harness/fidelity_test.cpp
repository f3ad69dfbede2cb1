/// What Scenario gets wrong and no other test here is about; docs/reference/fidelity.md has them
/// all.
#include <algorithm>
#include <concepts>

#include "ops/ops.h"
#include "ops/testing/doctest.h"
#include "ops/testing/testing.h"

using namespace ops::testing;

namespace {

struct WarningCharm : ops::CharmBase {
  explicit WarningCharm(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&WarningCharm::on_start>(on().start, *this);
  }
  void on_start(ops::StartEvent&) { logger().warning("started"); }
};

const ContextOptions kOptions{.meta = "name: demo"};

std::size_t warnings_in(const Context<WarningCharm>& ctx) {
  return static_cast<std::size_t>(
      std::ranges::count(ctx.juju_log.list(), std::string("WARNING"),
                         [](const JujuLogLine& line) { return std::string(line.level); }));
}

}  // namespace

TEST_CASE("a charm's statuses are those of the State, with nothing to convert") {
  CHECK(State{.unit_status = ops::UnknownStatus{}} == State{});
  CHECK(State{.app_status = ops::BlockedStatus{"no"}}.app_status == BlockedStatus{"no"});
}

TEST_CASE(
    "a State's ports and a charm's are different types, and comparing them does not compile") {
  CHECK(!std::equality_comparable_with<TCPPort, ops::Port>);
  CHECK(std::equality_comparable<TCPPort>);
}

TEST_CASE("a status prints as the code that makes it, whatever its message is") {
  CHECK(ops::base::to_string(BlockedStatus{"say \"no\""}) ==
        "BlockedStatus{.message = \"say \\\"no\\\"\"}");
}

TEST_CASE(
    "one version is meant by all: a tagged one is legal, and what is none is refused at once") {
  Context<WarningCharm> ctx(ContextOptions{.meta = "name: demo", .juju_version = "3.6-beta1"});
  CHECK_NOTHROW((void)ctx.run(ctx.on.start(), {}));
  CHECK_THROWS_AS(Context<WarningCharm>(ContextOptions{.meta = "name: demo", .juju_version = "3"}),
                  ops::ParseError);
}

TEST_CASE("a Context's log has the lines of its own runs, and of no other") {
  Context<WarningCharm> one(kOptions), other(kOptions);
  (void)one.run(one.on.start(), {});
  (void)one.run(one.on.start(), {});
  (void)other.run(other.on.start(), {});
  CHECK(warnings_in(one) == 2);
  CHECK(warnings_in(other) == 1);
}
