#include "ops/testing/fakes/unplayed_pebble.h"

#include "ops/base/errors.h"

namespace ops::testing {

namespace {

/// No error of Pebble's: a charm that expects those does not expect this.
[[noreturn]] void unplayed(const std::string& what) {
  throw RuntimeError("cannot " + what + " in a test yet: a Container does not answer it; test " +
                     "what needs it with the charm's program and a Pebble");
}

}  // namespace

void UnplayedPebble::send_signal(const std::string&, const pebble::Names&) {
  unplayed("send a signal");
}

}  // namespace ops::testing
