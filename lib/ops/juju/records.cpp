#include "ops/juju/records.h"

#include "ops/base/fields.h"

namespace ops::juju {

OPS_FIELDS(UnitStatus, status, message, status_data)
OPS_FIELDS(AppStatus, status, message, status_data, units)
OPS_FIELDS(Address, hostname, value, cidr)
OPS_FIELDS(BindAddress, mac_address, interface_name, addresses)
OPS_FIELDS(Network, bind_addresses, egress_subnets, ingress_addresses)
OPS_FIELDS(CloudCredential, auth_type, attributes, redacted)
OPS_FIELDS(CloudSpec, type, name, region, endpoint, identity_endpoint, storage_endpoint, credential,
           ca_certificates, skip_tls_verify, is_controller_cloud)
OPS_FIELDS(Goal, status, since)
OPS_FIELDS(GoalState, units, relations)
OPS_FIELDS(Port, protocol, port, to_port, endpoints)
OPS_FIELDS(RelationRef, id, endpoint)
OPS_FIELDS(SecretOptions, label, description, expire, rotate)
OPS_FIELDS(SecretRef, id, label)
OPS_FIELDS(SecretQuery, secret, refresh, peek)
OPS_FIELDS(SecretInfo, revision, id, label, description, expiry, rotation, rotates)
OPS_FIELDS(SecretRevocation, relation_id, app, unit)
OPS_FIELDS(Storage, kind, location)

}  // namespace ops::juju
