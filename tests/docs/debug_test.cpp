/// What docs/howto/debug.md shows.
#include <iostream>

#include "ops/ops.h"
#include "ops/testing/doctest.h"
#include "ops/testing/testing.h"

namespace testing = ops::testing;

namespace {

class Shop : public ops::CharmBase {
 public:
  explicit Shop(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&Shop::on_config_changed>(on().config_changed, *this);
  }
  void on_config_changed(ops::ConfigChangedEvent&) {
    const std::int64_t port = *config()["port"].get_if<std::int64_t>();
    framework().breakpoint("port");
    if (port == 22) throw ops::ValueError("22 is for SSH");
    logger().info("the port is " + std::to_string(port));
    unit().set_ports({80});
  }
};

const testing::ContextOptions kOptions{
    .meta = "{name: shop, config: {options: {port: {type: int, default: 80}}}}"};

}  // namespace

TEST_CASE("what a charm throws comes out with what it was doing") {
  testing::Context<Shop> ctx(kOptions);
  const testing::State state{.config = {{"port", 22}}};
  try {
    (void)ctx.run(ctx.on.config_changed(), state);
  } catch (const testing::UncaughtCharmError& error) {
    std::cout << error.what() << '\n';
    CHECK(std::string(error.what()).find("22 is for SSH") != std::string::npos);
    CHECK_THROWS_AS(std::rethrow_if_nested(error), ops::ValueError);
  }
}

TEST_CASE("a debugger stops where the charm throws") {
  testing::ContextOptions options = kOptions;
  options.bare_charm_errors = true;
  testing::Context<Shop> ctx(options);
  const testing::State state{.config = {{"port", 22}}};
  CHECK_THROWS_AS((void)ctx.run(ctx.on.config_changed(), state), ops::ValueError);
}

TEST_CASE("what happened on the way") {
  testing::Context<Shop> ctx(kOptions);
  const testing::State before;
  const testing::State after = ctx.run(ctx.on.config_changed(), before);
  for (const auto& line : ctx.juju_log) std::cout << line.level << ' ' << line.message << '\n';
  CHECK(ctx.juju_log.contains({.level = "INFO", .message = "the port is 80"}));
  for (const auto& change : ops::base::diff(before, after)) std::cout << change << '\n';
  CHECK(!ops::base::diff(before, after).empty());
  std::cout << ops::base::to_string(after) << '\n';
}
