/// Where a debugger stops.
#include <csignal>

#include "ops/testing/doctest.h"
#include "world.h"

using namespace framework_test;

namespace {

int trapped = 0;

class HookEvent final : public ops::EventBase {
 public:
  bool is_from_juju() const override { return true; }
};

class Root final : public ops::Object {
 public:
  explicit Root(ops::Framework& framework) : Object(framework, "Root") {}
  const ops::BoundEvent<HookEvent> start{this, "start"};
  const ops::BoundEvent<ThingEvent> thing{this, "thing"};
  void on_any(ops::EventBase&) {}
};

/// How often SIGTRAP is raised when JUJU_DEBUG_AT is `requested`.
template <class Work>
int traps(World& world, const ops::base::Set<std::string>& requested, Work work) {
  auto parts = world.parts();
  parts.debug_at = requested;
  ops::Framework framework(parts);
  trapped = 0;
  auto* before = std::signal(SIGTRAP, [](int) { ++trapped; });
  work(framework);
  std::signal(SIGTRAP, before);
  return trapped;
}

}  // namespace

TEST_CASE("a breakpoint's name is of lower case letters, digits, and dashes between them") {
  World world;
  ops::Framework framework(world.parts());
  for (const char* name : {"a", "ok-name", "a--b", "1"}) CHECK_NOTHROW(framework.breakpoint(name));
  for (const char* name : {"", "Bad", "-x", "x-", "a_b", "a\n", "é"})
    CHECK_THROWS_WITH_AS(framework.breakpoint(name),
                         "breakpoint names must look like \"foo\" or \"foo-bar\"", ops::ValueError);
  for (const char* name : {"all", "hook"})
    CHECK_THROWS_WITH_AS(framework.breakpoint(name),
                         "breakpoint names \"all\" and \"hook\" are reserved", ops::ValueError);
  CHECK(world.log.lines.empty());
}

TEST_CASE("a breakpoint that is asked for stops the debugger, and another is warned of") {
  World world;
  const auto both = [](ops::Framework& framework) {
    framework.breakpoint("one");
    framework.breakpoint();
  };
  CHECK(traps(world, {"all"}, both) == 2);
  CHECK(traps(world, {"one", "two"}, both) == 1);
  CHECK(world.log.lines.size() == 1);
  CHECK(traps(world, {"", "two"}, both) == 0);
  CHECK(world.log.lines[1] ==
        "WARNING Breakpoint 'one' skipped (not found in the requested breakpoints: '', 'two')");
}

TEST_CASE("handlers of what Juju sends are stopped at when hooks are asked for") {
  World world;
  const auto emit = [](ops::Framework& framework) {
    Root root(framework);
    framework.observe<&Root::on_any>(root.start, root);
    framework.observe<&Root::on_any>(root.thing, root);
    root.start.emit({});
    root.thing.emit({});
  };
  CHECK(traps(world, {"hook"}, emit) == 1);
  CHECK(traps(world, {"all"}, emit) == 1);
  CHECK(traps(world, {"other"}, emit) == 0);
}
