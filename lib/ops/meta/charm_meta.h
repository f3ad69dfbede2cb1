#pragma once
/// What a charm says of itself: metadata.yaml, config.yaml and actions.yaml, or charmcraft.yaml,
/// which holds all three. `ops.CharmMeta`.

#include "ops/base/config_value.h"
#include "ops/base/json.h"

namespace ops::meta {

using base::List, base::Map, base::Optional, base::Required;

/// What this side of a relation is. `ops.RelationRole`.
enum class RelationRole { peer, requires_, provides };
/// "global", or "container" for a subordinate's.
enum class RelationScope { global, container };
OPS_ENUM_VALUE(RelationRole);
OPS_ENUM_VALUE(RelationScope);

/// An endpoint. `ops.RelationMeta`.
struct RelationMeta {
  Required<RelationRole> role;
  Required<std::string> interface;
  Optional<int> limit = {};
  RelationScope scope = RelationScope::global;
  bool optional = false;
  OPS_VALUE(RelationMeta);
};

/// Where a storage is mounted in a container. `ops.ContainerStorageMeta`.
struct ContainerMount {
  Required<std::string> location;
  std::string storage = {};
  OPS_VALUE(ContainerMount);
};

/// `ops.ContainerBase`
struct ContainerBase {
  std::string os_name = {};
  std::string channel = {};
  List<std::string> architectures = {};
  OPS_VALUE(ContainerBase);
};

/// `ops.ContainerMeta`
struct ContainerMeta {
  Optional<std::string> resource = {};
  List<ContainerBase> bases = {};
  List<ContainerMount> mounts = {};  ///< Without those that have no location.
  OPS_VALUE(ContainerMeta);
};

/// `ops.StorageMeta`
struct StorageMeta {
  Required<std::string> type;  ///< "filesystem" or "block"
  std::string description = {};
  bool shared = false;
  bool read_only = false;
  std::string minimum_size = {};
  std::string location = {};
  Optional<int> multiple_min = {};  ///< Unset: one.
  Optional<int> multiple_max = {};  ///< Unset, with a minimum: any number.
  List<std::string> properties = {};
  OPS_VALUE(StorageMeta);
};

/// `ops.ResourceMeta`
struct ResourceMeta {
  Required<std::string> type;  ///< "oci-image" or "file"
  std::string filename = {};
  std::string description = {};
  OPS_VALUE(ResourceMeta);
};

/// An option. `ops.ConfigMeta`.
struct ConfigMeta {
  std::string type = {};  ///< "string", "int", "float", "boolean" or "secret"; as written.
  Optional<base::ConfigValue> default_ = {};
  std::string description = {};
  OPS_VALUE(ConfigMeta);
};

/// `ops.ActionMeta`
struct ActionMeta {
  std::string title = {};
  std::string description = {};
  Map<std::string, base::Json> parameters = {};  ///< `params`: each one's JSON schema.
  List<std::string> required = {};
  Optional<bool> additional_properties = {};  ///< Unset: Juju 4 refuses them, earlier ones do not.
  OPS_VALUE(ActionMeta);
};

/// All of it. Sections that are absent or null are empty.
struct CharmMeta {
  std::string name = {};
  std::string title = {};
  std::string summary = {};
  std::string description = {};
  /// What must all be so: texts ("k8s-api", "juju >= 3.6"), or objects of one key, "any-of" or
  /// "all-of", with a list of such.
  List<base::Json> assumes = {};
  bool subordinate = false;
  std::string charm_user = "root";
  Map<std::string, ContainerMeta> containers = {};
  Map<std::string, RelationMeta> requires_ = {};
  Map<std::string, RelationMeta> provides = {};
  Map<std::string, RelationMeta> peers = {};
  Map<std::string, StorageMeta> storage = {};
  Map<std::string, ResourceMeta> resources = {};
  Map<std::string, base::Json> extra_bindings = {};
  Map<std::string, ConfigMeta> options = {};  ///< Of config.
  Map<std::string, ActionMeta> actions = {};
  /// The top-level sections that ops has no use for (type, bases, platforms, parts, links …), as
  /// they stand.
  Map<std::string, base::Json> other = {};
  OPS_VALUE(CharmMeta);

  /// The endpoint of this name, whatever its role; null when there is none.
  const RelationMeta* find_relation(std::string_view endpoint) const;
};

}  // namespace ops::meta
