#pragma once
/// Pebble's layers: what a charm asks of the services in its containers.
///
/// Members stand in the order in which Pebble writes them. An empty string, list or map and
/// `unset` mean "not said"; where 0 can be said, a member is optional. Pebble validates (see
/// layers.h); these do not.

#include "ops/pebble/types.h"

namespace ops::pebble {

using base::List, base::Map, base::OneOf, base::Optional, base::Text;

struct Service {
  std::string summary = {};
  Text description = {};
  OneOf<Startup, std::string> startup = {};  ///< Pebble takes any text; only "enabled" counts.
  Override override = Override::unset;
  std::string command = {};
  List<std::string> after = {};
  List<std::string> before = {};
  List<std::string> requires_ = {};
  Text workload = {};
  Map<std::string, std::string> environment = {};
  Optional<int> user_id = {};
  Text user = {};
  Optional<int> group_id = {};
  Text group = {};
  Text working_dir = {};
  OnExit on_success = OnExit::unset;
  OnExit on_failure = OnExit::unset;
  Map<std::string, OnExit> on_check_failure = {};
  Text backoff_delay = {};  ///< Durations are Go's, such as "500ms".
  Optional<double> backoff_factor = {};
  Text backoff_limit = {};
  Text kill_delay = {};
  OPS_VALUE(Service);
};

struct HttpCheck {
  std::string url = {};
  Map<std::string, std::string> headers = {};
  OPS_VALUE(HttpCheck);
};

struct TcpCheck {
  int port = 0;
  std::string host = {};
  OPS_VALUE(TcpCheck);
};

struct ExecCheck {
  std::string command = {};
  std::string service_context = {};
  Map<std::string, std::string> environment = {};
  Optional<int> user_id = {};
  std::string user = {};
  Optional<int> group_id = {};
  std::string group = {};
  std::string working_dir = {};
  OPS_VALUE(ExecCheck);
};

/// A plan must set exactly one of `http`, `tcp` and `exec`.
struct Check {
  Override override = Override::unset;
  CheckLevel level = CheckLevel::unset;
  Startup startup = Startup::unset;
  Text period = {};
  Text timeout = {};
  int threshold = 0;  ///< 0 is "not said"; a plan then says 3.
  Optional<HttpCheck> http = {};
  Optional<TcpCheck> tcp = {};
  Optional<ExecCheck> exec = {};
  OPS_VALUE(Check);
};

struct LogTarget {
  LogTargetType type = LogTargetType::unset;
  std::string location = {};
  List<std::string> services = {};
  Override override = Override::unset;
  Map<std::string, std::string> labels = {};
  OPS_VALUE(LogTarget);
};

/// What services that name it in `workload` have in common. Only a layer that the container
/// starts with may define one.
struct Workload {
  Override override = Override::unset;
  Map<std::string, std::string> environment = {};
  Optional<int> user_id = {};
  std::string user = {};
  Optional<int> group_id = {};
  std::string group = {};
  OPS_VALUE(Workload);
};

/// Who may pair with Pebble over HTTPS.
struct Pairing {
  PairingMode mode = PairingMode::unset;
  OPS_VALUE(Pairing);
};

struct Layer {
  std::string summary = {};
  std::string description = {};
  Map<std::string, Service> services = {};
  Map<std::string, Check> checks = {};
  Map<std::string, LogTarget> log_targets = {};
  Map<std::string, Workload> workloads = {};
  Optional<Pairing> pairing = {};
  OPS_VALUE(Layer);
};

}  // namespace ops::pebble
