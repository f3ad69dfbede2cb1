#include "ops/testing/kept.h"

#include <algorithm>

#include "ops/base/list_builder.h"

namespace ops::testing {

namespace {

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

DeferredEvent deferred_event_of(const store::Notice& notice, const store::MemoryStore& store) {
  const auto kept = std::ranges::find(store.entries(), notice.event_path,
                                      &store::KeptSnapshot::handle);
  return {.handle_path = notice.event_path,
          .owner = notice.observer_path,
          .observer = notice.method_name,
          .snapshot_data = kept->data};
}

bool is_of_any(const List<store::Notice>& notices, const std::string& handle) {
  return std::any_of(notices.begin(), notices.end(), [&](const store::Notice& notice) {
    return notice.event_path == handle;
  });
}

}  // namespace

store::MemoryStore kept_in(const State& state) {
  store::MemoryStore store;
  for (const StoredState& stored : state.stored_states)
    store.save_snapshot(handle_of(stored), stored.content);
  for (const DeferredEvent& event : state.deferred) {
    store.save_snapshot(event.handle_path, event.snapshot_data);
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
  Set<StoredState> stored;
  for (const auto& [handle, content] : store.entries())
    if (!is_of_any(store.all_notices(), handle))
      stored = stored.with(stored_state_of(handle, content));
  state.stored_states = stored;
}

}  // namespace ops::testing
