#pragma once
/// Tells the model's backend which event is being handled. For .cpp files.

#include <utility>
#include <vector>

#include "ops/framework/framework.h"

namespace ops {

namespace juju {
class Backend;
}

/// Joins what do not see each other: the framework, which runs the handlers, and the backend, whose
/// rules and messages depend on them.
class BackendEvents final : public framework::EventContextListener {
 public:
  /// `backend` must outlive it.
  explicit BackendEvents(juju::Backend& backend) : backend_(&backend) {}
  void entered(std::string_view kind, bool deferred) override;
  void left() override;

 private:
  void tell() const;

  juju::Backend* backend_;
  std::vector<std::pair<std::string_view, bool>> handled_ = {};  // the innermost last
};

}  // namespace ops
