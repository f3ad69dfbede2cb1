#pragma once
/// A unit: the one that the charm runs for, or another that is known by a relation.

#include "ops/model/container.h"
#include "ops/model/port.h"
#include "ops/model/secret.h"
#include "ops/model/status.h"

namespace ops {

class Application;
class Model;

/// `ops.Unit`. Model makes and keeps them, one for each name. Of another unit than its own a charm
/// is told nothing but what its relations say: what else it asks or sets is a RuntimeError.
class Unit {
 public:
  Unit(Model& model, std::string name);
  Unit(const Unit&) = delete;
  Unit& operator=(const Unit&) = delete;

  /// "web/0"
  const std::string& name() const { return name_; }

  /// What was set last in this dispatch, or else what Juju says. UnknownStatus for another unit.
  /// Throws ModelError.
  Status status();
  /// Throws RuntimeError for another unit, and ModelError when Juju refuses.
  template <SettableStatus S>
  void set_status(const S& status) {
    set(status);
  }

  /// Whether this unit leads its application. Juju promises the answer for 30 s, and for as long
  /// it is asked once. Throws RuntimeError for another unit, and ModelError.
  bool is_leader();

  /// What `juju status` shows as the application's version. Throws ModelError.
  void set_workload_version(const std::string& version);

  /// The container of this name. Throws ModelError when the charm's metadata declares none, and
  /// RuntimeError for another unit.
  Container get_container(std::string_view name);

  // ---- this unit among others
  /// "web" of "web/0"; without a slash the whole name.
  Application& app() const;
  /// set_status() for code that has the status by its name: "active", "blocked", …. Throws
  /// LookupError when Juju has no such status and InvalidStatusError when it is not to be set.
  void set_status_named(std::string_view name, const std::string& message = {});
  /// Those that the charm's metadata declares. Throws RuntimeError for another unit.
  base::List<std::string> container_names() const;

  /// Reported to collect-status: the gravest, or the first of equally grave ones, is set by
  /// set_collected(), which does nothing when none was reported.
  void collect(const Status& status) { collected_.add(status); }
  void set_collected();

  /// A new secret that the unit owns. Throws ValueError for an empty content and for keys that
  /// Juju does not take, and ModelError when Juju refuses.
  Secret add_secret(const SecretContent& content, const SecretOptions& options = {});

  /// `protocol` is "tcp" or "udp", with a port, or "icmp", without; capitals do not count. Throws
  /// ModelError when Juju refuses, which alone knows what goes.
  void open_port(std::string_view protocol, const base::Optional<int>& port = {});
  void close_port(std::string_view protocol, const base::Optional<int>& port = {});
  /// Those that are open; of a range its first. Throws ModelError.
  base::Set<Port> opened_ports();
  /// Closes what is open beside these, then opens what is not. Throws ModelError.
  void set_ports(const base::Set<Port>& ports);
  void set_ports(std::initializer_list<AnyPort> ports);

  /// Restarts the machine when the hook has ended; with `now`, at once: the process ends, nothing
  /// is committed, and Juju runs the hook again. Not for an action, and not on Kubernetes. Throws
  /// RuntimeError for a remote unit, juju::HookCommandError when Juju refuses.
  void reboot(bool now = false);

 private:
  void set(const Status& status);
  void check_is_ours(const char* what) const;

  Model* model_;
  std::string name_;
  base::Optional<Status> status_ = {};
  CollectedStatus collected_ = {};
};

}  // namespace ops
