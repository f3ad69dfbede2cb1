#pragma once
/// An application: the one that the unit is one of, or another that is known by a relation.

#include "ops/model/secret.h"
#include "ops/model/status.h"

namespace ops {

class Model;

/// `ops.Application`. Model makes and keeps them, one for each name. Of another application than
/// its own a charm is told nothing but what its relations say.
class Application {
 public:
  Application(Model& model, std::string name);
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  /// "web"
  const std::string& name() const { return name_; }

  /// What was set last in this dispatch, or else what Juju says. UnknownStatus for another
  /// application. Throws RuntimeError unless this unit is the leader, which is a security event,
  /// and ModelError.
  Status status();
  /// Throws RuntimeError for another application, and unless this unit is the leader, which is a
  /// security event; and ModelError when Juju refuses.
  template <SettableStatus S>
  void set_status(const S& status) {
    set(status);
  }
  /// set_status() for code that has the status by its name: "active", "blocked", …. Throws
  /// LookupError when Juju has no such status and InvalidStatusError when it is not to be set.
  void set_status_named(std::string_view name, const std::string& message = {});

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
  void refuse_follower(const char* tool, const char* tried, const char* what) const;

  Model* model_;
  std::string name_;
  base::Optional<Status> status_ = {};
  CollectedStatus collected_ = {};
};

}  // namespace ops
