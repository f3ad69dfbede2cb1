/// The statuses that a charm reports while a dispatch ends.
#include "ops/model/errors.h"
#include "ops/testing/doctest.h"

using namespace ops::testing;

namespace {

const ContextOptions kOptions{.meta = "name: small\n"};

class Reporting : public ops::CharmBase {
 public:
  using Report = void (*)(ops::CollectStatusEvent& event);
  Reporting(ops::Framework& framework, Report for_app, Report for_unit)
      : CharmBase(framework), app_(for_app), unit_(for_unit) {
    framework.observe<&Reporting::on_app>(on().collect_app_status, *this);
    framework.observe<&Reporting::on_unit>(on().collect_unit_status, *this);
  }
  void on_app(ops::CollectStatusEvent& event) { app_(event); }
  void on_unit(ops::CollectStatusEvent& event) { unit_(event); }

 private:
  Report app_, unit_;
};

void nothing(ops::CollectStatusEvent&) {}
void blocked(ops::CollectStatusEvent& event) {
  event.add_status(ops::BlockedStatus{"no database"});
}
void several(ops::CollectStatusEvent& event) {
  event.add_status(ops::ActiveStatus{});
  event.add_status(ops::WaitingStatus{"first"});
  event.add_status(ops::WaitingStatus{"second"});
}

State run(Reporting::Report app, Reporting::Report unit, bool leader) {
  Context<Reporting> ctx(kOptions, app, unit);
  return ctx.run(ctx.on.start(), State{.leader = leader});
}

}  // namespace

TEST_CASE("the gravest status is set, and the first of equally grave ones") {
  CHECK(run(nothing, several, false).unit_status == WaitingStatus{"first"});
}

TEST_CASE("nothing is set when nothing was reported") {
  CHECK(run(nothing, nothing, true).unit_status == UnknownStatus{});
}

TEST_CASE("only the leader is asked for the application's status") {
  CHECK(run(blocked, nothing, true).app_status == BlockedStatus{"no database"});
  CHECK(run(blocked, nothing, false).app_status == UnknownStatus{});
}

TEST_CASE(
    "a status that is chosen elsewhere is reported as it is, and refused when it cannot be set") {
  const auto chosen = [](ops::CollectStatusEvent& event) {
    const ops::Status status = ops::BlockedStatus{"no database"};
    event.add_status(status);
    const ops::Status unknown;
    CHECK_THROWS_AS(event.add_status(unknown), ops::InvalidStatusError);
  };
  CHECK(run(nothing, chosen, false).unit_status == BlockedStatus{"no database"});
}
