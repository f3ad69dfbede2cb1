#include "ops/meta/charm_meta.h"

#include "ops/base/fields.h"

namespace ops::meta {

OPS_ENUM(RelationRole, peer, requires_, provides)
OPS_ENUM(RelationScope, global, container)
OPS_FIELDS(RelationMeta, role, interface, limit, scope, optional)
OPS_FIELDS(ContainerMount, location, storage)
OPS_FIELDS(ContainerBase, os_name, channel, architectures)
OPS_FIELDS(ContainerMeta, resource, bases, mounts)
OPS_FIELDS(StorageMeta, type, description, shared, read_only, minimum_size, location, multiple_min,
           multiple_max, properties)
OPS_FIELDS(ResourceMeta, type, filename, description)
OPS_FIELDS(ConfigMeta, type, default_, description)
OPS_FIELDS(ActionMeta, title, description, parameters, required, additional_properties)
OPS_FIELDS(CharmMeta, name, title, summary, description, assumes, subordinate, charm_user,
           containers, requires_, provides, peers, storage, resources, extra_bindings, options,
           actions, other)

const RelationMeta* CharmMeta::find_relation(std::string_view endpoint) const {
  for (const auto* relations : {&requires_, &provides, &peers})
    if (const RelationMeta* found = relations->find(endpoint)) return found;
  return nullptr;
}

}  // namespace ops::meta
