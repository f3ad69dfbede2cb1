#include "ops/charm/storage_events.h"

#include <algorithm>

#include "ops/juju/backend.h"
#include "ops/model/model.h"
#include "ops/model/storage.h"

namespace ops {

namespace {

constexpr const char* kName = "storage_name";
constexpr const char* kIndex = "storage_index";
constexpr const char* kLocation = "storage_location";

/// "data-disk" of "data_disk_storage_attached": what Juju meant before it said so itself.
std::string storage_name_in(std::string_view kind) {
  kind = kind.substr(0, kind.rfind('_'));
  std::string name(kind.substr(0, kind.rfind('_')));
  std::ranges::replace(name, '_', '-');
  return name;
}

}  // namespace

/// Where there is only one, its index does not count, as in ops.
void StorageEvent::resolve(Model& model, std::string_view kind) {
  const juju::JujuContext& context = model.context();
  const std::string name =
      context.storage_name.empty() ? storage_name_in(kind) : context.storage_name;
  const std::string id = context.storage_index ? std::to_string(*context.storage_index) : "None";
  const Storages all = model.storages(name);
  const juju::Storage told = model.backend().ask(&juju::HookTools::storage_get,
                                                 juju::Optional<std::string>(name + '/' + id));
  storage = all.size() == 1         ? all.begin()
            : context.storage_index ? all.find(*context.storage_index)
                                    : nullptr;
  if (!storage)
    throw RuntimeError("cannot find storage " + name + '/' + id +
                       ": storage-list does not tell of it; let Juju start the charm");
  storage->set_location(told.location);
}

void StorageEvent::accept(Model&) {}

store::Snapshot StorageEvent::snapshot() const {
  return {{kName, storage->name()}, {kIndex, storage->index()}, {kLocation, storage->location()}};
}

void StorageEvent::restore(const store::Snapshot& data, Model& model) {
  const std::string name = data[kName].as_string();
  const int index = static_cast<int>(data[kIndex].as_int());
  const auto fail = [&](const std::string& what) {
    throw RuntimeError("failed loading " + what + " (name='" + name +
                       "', index=" + std::to_string(index) + ") from snapshot");
  };
  storage = model.storages(name).find(index);
  if (!storage) fail("storage");
  const base::Plain* location = data.find(kLocation);
  if (!location || location->is_null()) fail("storage location");
  storage->set_location(location->as_string());
}

}  // namespace ops
