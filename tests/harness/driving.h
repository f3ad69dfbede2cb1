#pragma once
/// A charm that does one thing with its container.

#include "ops/ops.h"
#include "ops/testing/doctest.h"

namespace ops::testing {

inline const ContextOptions kSmall{.meta = "name: small\ncontainers: {web: {}}\n"};

class Driving : public ops::CharmBase {
 public:
  using Drive = void (*)(ops::Container& container);
  Driving(ops::Framework& framework, Drive drive) : CharmBase(framework), drive_(drive) {
    framework.observe<&Driving::on_ready>(on()["web"].pebble_ready, *this);
  }
  void on_ready(ops::PebbleReadyEvent& event) { drive_(event.workload); }

 private:
  Drive drive_;
};

/// The container that is left after `drive` had it.
inline Container driven(const Container& container, Driving::Drive drive) {
  Context<Driving> ctx(kSmall, drive);
  return ctx.run(ctx.on.pebble_ready(container), State{.containers = {container}})
      .get_container("web");
}

}  // namespace ops::testing
