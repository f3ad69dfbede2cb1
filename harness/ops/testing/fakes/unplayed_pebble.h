#pragma once
/// The calls of Pebble that no Container answers yet. For .cpp files.

#include "ops/pebble/client.h"

namespace ops::testing {

/// Each throws RuntimeError with what it cannot do, so that a test that needs one fails and says
/// so.
class UnplayedPebble : public pebble::Client {
 public:
  using pebble::Client::send_signal;
  void send_signal(const std::string&, const pebble::Names&) override;
};

}  // namespace ops::testing
