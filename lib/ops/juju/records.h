#pragma once
/// What hook tools answer, and what they are told. The classes of ops.hookcmds, by their names.

#include "ops/base/json.h"
#include "ops/base/time.h"

namespace ops::juju {

using base::List, base::Map, base::Optional;

/// What status-get tells of the unit.
struct UnitStatus {
  std::string status = {};  ///< "active", "blocked", …
  std::string message = {};
  Map<std::string, base::Json> status_data = {};
  OPS_VALUE(UnitStatus);
};

/// What status-get tells of the application, and of its units where Juju lists them.
struct AppStatus {
  std::string status = {};
  std::string message = {};
  Map<std::string, base::Json> status_data = {};
  Map<std::string, UnitStatus> units = {};
  OPS_VALUE(AppStatus);
};

/// One address of an interface.
struct Address {
  std::string hostname = {};
  std::string value = {};  ///< An IP address, or a name.
  std::string cidr = {};
  OPS_VALUE(Address);
};

/// One interface of a binding.
struct BindAddress {
  std::string mac_address = {};
  std::string interface_name = {};
  List<Address> addresses = {};
  OPS_VALUE(BindAddress);
};

/// What network-get tells of a binding.
struct Network {
  List<BindAddress> bind_addresses = {};
  List<std::string> egress_subnets = {};
  List<std::string> ingress_addresses = {};
  OPS_VALUE(Network);
};

/// `ops.CloudCredential`
struct CloudCredential {
  std::string auth_type = {};
  Map<std::string, std::string> attributes = {};
  List<std::string> redacted = {};
  OPS_VALUE(CloudCredential);
};

/// What credential-get tells of the cloud that the model is on. `ops.CloudSpec`.
struct CloudSpec {
  std::string type = {};
  std::string name = {};
  Optional<std::string> region = {};
  Optional<std::string> endpoint = {};
  Optional<std::string> identity_endpoint = {};
  Optional<std::string> storage_endpoint = {};
  Optional<CloudCredential> credential = {};
  List<std::string> ca_certificates = {};
  bool skip_tls_verify = false;
  bool is_controller_cloud = false;
  OPS_VALUE(CloudSpec);
};

/// Where one unit or application is, and since when.
struct Goal {
  std::string status = {};
  base::Timestamp since = {};
  OPS_VALUE(Goal);
};

/// What goal-state tells: by unit, and by endpoint and then application or unit.
struct GoalState {
  Map<std::string, Goal> units = {};
  Map<std::string, Map<std::string, Goal>> relations = {};
  OPS_VALUE(GoalState);
};

/// A port, or the ports from `port` to `to_port`.
struct Port {
  Optional<std::string> protocol = {};         ///< "tcp", "udp" or "icmp".
  Optional<int> port = {};                     ///< None for icmp.
  Optional<int> to_port = {};                  ///< The last of a range.
  Optional<List<std::string>> endpoints = {};  ///< {"*"} for all; none when it was not asked for.
  OPS_VALUE(Port);
};

/// Which relation: by its id, which Juju checks against the endpoint where one is given. Without an
/// id it is that of the event.
struct RelationRef {
  Optional<int> id = {};
  std::string endpoint = {};
  OPS_VALUE(RelationRef);
};

/// What secret-add and secret-set are told beside the content. What is unset is not passed on.
struct SecretOptions {
  Optional<std::string> label = {};
  Optional<std::string> description = {};
  Optional<std::string> expire = {};  ///< RFC 3339, or a duration such as "24h".
  Optional<std::string> rotate = {};  ///< "never", "hourly", … "yearly".
  OPS_VALUE(SecretOptions);
};

/// Which secret is meant: by its id, by its label, or by its id and then with this label from now
/// on.
struct SecretRef {
  Optional<std::string> id = {};
  Optional<std::string> label = {};
  OPS_VALUE(SecretRef);
};

/// What secret-get is to look up, and which revision: the one that the unit tracks, the newest from
/// now on (refresh), or the newest this once (peek).
struct SecretQuery {
  SecretRef secret = {};
  bool refresh = false;
  bool peek = false;
  OPS_VALUE(SecretQuery);
};

/// What secret-info-get tells.
struct SecretInfo {
  int revision = 0;
  std::string id = {};
  Optional<std::string> label = {};
  Optional<std::string> description = {};
  Optional<base::Timestamp> expiry = {};
  Optional<std::string> rotation = {};
  Optional<base::Timestamp> rotates = {};
  OPS_VALUE(SecretInfo);
};

/// Whom secret-revoke takes access from.
struct SecretRevocation {
  Optional<int> relation_id = {};
  Optional<std::string> app = {};
  Optional<std::string> unit = {};
  OPS_VALUE(SecretRevocation);
};

/// What storage-get tells.
struct Storage {
  std::string kind = {};
  std::string location = {};
  OPS_VALUE(Storage);
};

}  // namespace ops::juju
