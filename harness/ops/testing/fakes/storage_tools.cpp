#include "ops/testing/fakes/storage_tools.h"

namespace ops::testing {

namespace {

std::string id_of(const Storage& storage) {
  return storage.name + '/' + std::to_string(storage.index);
}

/// That of the event, when no other is meant.
std::string asked_id(const World& world, const Optional<std::string>& id) {
  if (id) return *id;
  const juju::JujuContext& context = world.context;
  if (!context.storage_index) fail_tool({"storage-get"}, "no storage instance specified");
  return context.storage_name + '/' + std::to_string(*context.storage_index);
}

}  // namespace

void storage_add(World& world, const Map<std::string, int>& counts) {
  for (const auto& [name, _] : counts)
    if (!world.meta.storage.contains(name))
      fail_tool({"storage-add"}, "storage \"" + name + "\" not found");
  Map<std::string, int>& requested = world.traces.requested_storages;
  for (const auto& [name, count] : counts) {
    const int* before = requested.find(name);
    requested = requested.with(name, count + (before ? *before : 0));
  }
}

juju::Storage storage_get(const World& world, const Optional<std::string>& id) {
  const std::string asked = asked_id(world, id);
  const Storage* storage = world.state.storages.find(asked);
  if (!storage)
    fail_tool({"storage-get"}, "invalid value \"" + asked + "\" for option -s: storage not found");
  const meta::StorageMeta* meta = world.meta.storage.find(storage->name);
  return {.kind = meta ? std::string(meta->type) : "filesystem",
          .location = world.storage_dirs.of(storage->name, storage->index)};
}

List<std::string> storage_list(const World& world, const Optional<std::string>& name) {
  base::ListBuilder<std::string> ids;
  for (const Storage& storage : world.state.storages)
    if (!name || storage.name == *name) ids.add(id_of(storage));
  return ids.done();
}

std::string resource_get(const World& world, const std::string& name) {
  const Resource* resource = world.state.resources.find(name);
  if (!resource)
    fail_tool({"resource-get", name}, "could not download resource: resource \"" + name +
                                          "\" not found; State.resources has none of that name");
  return resource->path;
}

}  // namespace ops::testing
