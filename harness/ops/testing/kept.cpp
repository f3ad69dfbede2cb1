#include "ops/testing/kept.h"

#include <algorithm>
#include <array>

#include "ops/base/list_builder.h"

namespace ops::testing {

namespace {

constexpr const char* kFrameworkHandle = "StoredStateData[_stored]";

/// "MyCharm/StoredStateData[_stored]"; without an owner, "StoredStateData[_stored]".
std::string handle_of(const StoredState& stored) {
  const std::string own = stored.data_type_name + '[' + stored.name + ']';
  return stored.owner_path ? *stored.owner_path + '/' + own : own;
}

StoredState stored_state_of(const std::string& handle, const store::Snapshot& content) {
  const std::size_t slash = handle.rfind('/');
  const std::size_t own = slash == handle.npos ? 0 : slash + 1;
  const std::size_t open = handle.find('[', own);
  StoredState stored{.name = handle.substr(open + 1, handle.size() - open - 2),
                     .content = content,
                     .data_type_name = handle.substr(own, open - own)};
  if (slash != handle.npos) stored.owner_path = handle.substr(0, slash);
  return stored;
}

constexpr const char* kStorageLocation = "storage_location";

bool is_of_storage(std::string_view event_path) {
  return event_path.find("_storage_attached[") != event_path.npos ||
         event_path.find("_storage_detaching[") != event_path.npos;
}

store::Snapshot with_location(const store::Snapshot& data, StorageDirs& dirs) {
  const base::Plain* name = data.find("storage_name");
  const base::Plain* index = data.find("storage_index");
  if (!name || !index || data.contains(kStorageLocation)) return data;
  return data.with(kStorageLocation, dirs.of(name->as_string(), static_cast<int>(index->as_int())));
}

DeferredEvent deferred_event_of(const store::Notice& notice, const store::MemoryStore& store) {
  const auto kept =
      std::ranges::find(store.entries(), notice.event_path, &store::KeptSnapshot::handle);
  return {.handle_path = notice.event_path,
          .owner = notice.observer_path,
          .observer = notice.method_name,
          .snapshot_data =
              is_of_storage(notice.event_path) ? kept->data.without(kStorageLocation) : kept->data};
}

bool is_of_any(const List<store::Notice>& notices, const std::string& handle) {
  return std::any_of(notices.begin(), notices.end(),
                     [&](const store::Notice& notice) { return notice.event_path == handle; });
}

Set<StoredState> all_stored_states_of(const store::MemoryStore& store) {
  Set<StoredState> all;
  for (const auto& [handle, content] : store.entries())
    if (!is_of_any(store.all_notices(), handle)) all = all.with(stored_state_of(handle, content));
  return all;
}

using FirstCounts = std::array<Set<StoredState>, 32>;

FirstCounts first_counts() {
  FirstCounts all;
  for (std::size_t count = 0; count < all.size(); ++count)
    all[count] = {StoredState{.content = {{"event_count", static_cast<int>(count)}}}};
  return all;
}

/// As above. Most runs keep nothing but the framework's count of a few events: those share a
/// value, which saves a kept State a quarter of a kilobyte.
Set<StoredState> stored_states_of(const store::MemoryStore& store) {
  static const FirstCounts known = first_counts();
  const auto& entries = store.entries();
  if (entries.size() == 1 && entries[0].handle == kFrameworkHandle && entries[0].data.size() == 1) {
    const base::Plain* count = entries[0].data.find("event_count");
    const std::int64_t number = count ? count->as_int() : -1;
    if (number >= 0 && static_cast<std::size_t>(number) < known.size())
      return known[static_cast<std::size_t>(number)];
  }
  return all_stored_states_of(store);
}

}  // namespace

store::MemoryStore kept_in(const State& state, StorageDirs& storage_dirs) {
  store::MemoryStore store;
  for (const StoredState& stored : state.stored_states)
    store.save_snapshot(handle_of(stored), stored.content);
  for (const DeferredEvent& event : state.deferred) {
    store.save_snapshot(event.handle_path, is_of_storage(event.handle_path)
                                               ? with_location(event.snapshot_data, storage_dirs)
                                               : event.snapshot_data);
    store.save_notice({.event_path = event.handle_path,
                       .observer_path = event.owner,
                       .method_name = event.observer});
  }
  return store;
}

void write_kept(const store::MemoryStore& store, State& state) {
  base::ListBuilder<DeferredEvent> deferred;
  for (const store::Notice& notice : store.all_notices())
    deferred.add(deferred_event_of(notice, store));
  state.deferred = deferred.done();
  state.stored_states = stored_states_of(store);
}

}  // namespace ops::testing
