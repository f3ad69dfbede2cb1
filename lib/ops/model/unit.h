#pragma once
/// The unit that the charm runs for.

#include "ops/model/container.h"
#include "ops/model/port.h"
#include "ops/model/secret.h"
#include "ops/model/status.h"

namespace ops {

class Model;

/// `ops.Unit`
class Unit {
 public:
  Unit(Model& model, std::string name);

  /// "web/0"
  const std::string& name() const { return name_; }

  /// What was set last in this dispatch, or else what Juju says. Throws ModelError.
  Status status();
  /// Throws ModelError when Juju refuses.
  template <SettableStatus S>
  void set_status(const S& status) {
    set(status);
  }

  /// Whether this unit leads its application. Juju promises the answer for 30 s, and for as long
  /// it is asked once. Throws ModelError.
  bool is_leader();

  /// What `juju status` shows as the application's version. Throws ModelError.
  void set_workload_version(const std::string& version);

  /// The container of this name. Throws ModelError when the charm's metadata declares none.
  Container get_container(std::string_view name);

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

  Model* model_;
  std::string name_;
  base::Optional<Status> status_ = {};
  CollectedStatus collected_ = {};
};

}  // namespace ops
