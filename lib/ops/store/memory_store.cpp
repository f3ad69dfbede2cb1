#include "ops/store/memory_store.h"

#include <algorithm>
#include <utility>

#include "ops/base/list_builder.h"

namespace ops::store {

namespace {

/// `all` itself when every one of them is wanted: that costs nothing, and is the usual case.
template <class Wanted>
base::List<Notice> those(const base::List<Notice>& all, Wanted wanted) {
  if (std::all_of(all.begin(), all.end(), wanted)) return all;
  base::ListBuilder<Notice> some;
  for (const Notice& notice : all)
    if (wanted(notice)) some.add(notice);
  return some.done();
}

}  // namespace

MemoryStore::MemoryStore(std::vector<KeptSnapshot> snapshots, base::List<Notice> notices)
    : snapshots_(std::move(snapshots)), notices_(notices) {}

KeptSnapshot* MemoryStore::find(std::string_view handle) {
  const auto at = std::ranges::find(snapshots_, handle, &KeptSnapshot::handle);
  return at == snapshots_.end() ? nullptr : &*at;
}

void MemoryStore::save_snapshot(std::string_view handle, const Snapshot& data) {
  if (KeptSnapshot* kept = find(handle))
    kept->data = data;
  else
    snapshots_.push_back({std::string(handle), data});
}

base::Optional<Snapshot> MemoryStore::find_snapshot(std::string_view handle) {
  if (const KeptSnapshot* kept = find(handle)) return kept->data;
  return {};
}

bool MemoryStore::has_snapshot(std::string_view handle) { return find(handle) != nullptr; }

void MemoryStore::drop_snapshot(std::string_view handle) {
  std::erase_if(snapshots_, [&](const KeptSnapshot& kept) { return kept.handle == handle; });
}

void MemoryStore::save_notice(const Notice& notice) { notices_ = notices_.with(notice); }

void MemoryStore::drop_notice(const Notice& notice) {
  notices_ = those(notices_, [&](const Notice& kept) { return !(kept == notice); });
}

base::List<Notice> MemoryStore::notices(std::string_view event_path) {
  if (event_path.empty()) return notices_;
  return those(notices_, [&](const Notice& kept) { return kept.event_path == event_path; });
}

}  // namespace ops::store
