#pragma once
/// The application that the unit is one of.

#include "ops/model/secret.h"
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

  /// A new secret that the application owns: its leader can change it. Throws ValueError for an
  /// empty content and for keys that Juju does not take, and ModelError when Juju refuses, as it
  /// does to a follower.
  Secret add_secret(const SecretContent& content, const SecretOptions& options = {});

  /// How many units the application is to have, those that come up included; as of the start of
  /// the hook. Throws RuntimeError for a remote application, and ModelError.
  int planned_units();

 private:
  void set(const Status& status);
  void check_leadership(const char* what) const;

  Model* model_;
  std::string name_;
  base::Optional<Status> status_ = {};
  CollectedStatus collected_ = {};
};

}  // namespace ops
