#pragma once
/// The application that the unit is one of.

#include "ops/model/status.h"

namespace ops {

class Model;

/// `ops.Application`
class Application {
 public:
  Application(Model& model, std::string name);

  /// "web"
  const std::string& name() const { return name_; }

  /// What was set last in this dispatch, or else what Juju says. Throws RuntimeError unless this
  /// unit is the leader, and ModelError.
  Status status();
  /// Throws RuntimeError unless this unit is the leader, and ModelError when Juju refuses.
  template <SettableStatus S>
  void set_status(const S& status) {
    set(status);
  }

  /// Reported to collect-status: the gravest, or the first of equally grave ones, is set by
  /// set_collected(), which does nothing when none was reported.
  void collect(const Status& status) { collected_.add(status); }
  void set_collected();

 private:
  void set(const Status& status);
  void check_leadership(const char* what) const;

  Model* model_;
  std::string name_;
  base::Optional<Status> status_ = {};
  CollectedStatus collected_ = {};
};

}  // namespace ops
