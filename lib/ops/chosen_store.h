#pragma once
/// Where a deployed charm keeps its state. For .cpp files.

#include <memory>

#include "ops/base/log.h"
#include "ops/state_tools.h"

namespace ops {

namespace juju {
struct JujuContext;
}
namespace meta {
struct CharmMeta;
}

/// The store that MainOptions::use_juju_for_storage asks for. Says in the log what ops says.
class ChosenStore {
 public:
  /// Throws RuntimeError when it is to be Juju's and Juju has none, Abort when the event is one
  /// that Juju's does not go with, and what opening the store throws.
  ChosenStore(const base::Optional<bool>& in_controller, const meta::CharmMeta& meta,
              const juju::JujuContext& context, Logger& logger);
  store::Store& operator*() const { return *store_; }

 private:
  ProcessStateTools tools_ = {};
  std::unique_ptr<store::Store> store_ = {};
};

}  // namespace ops
