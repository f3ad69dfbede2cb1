/// MemoryStore: what the harness puts in and takes out.
#include "ops/store/memory_store.h"

#include "ops/testing/doctest.h"

using ops::base::List;
using ops::store::MemoryStore, ops::store::Notice, ops::store::Snapshot;

namespace {

const Notice notice{
    .event_path = "MyCharm/on/start[1]", .observer_path = "MyCharm", .method_name = "on_start"};

}  // namespace

TEST_CASE("a new store holds nothing and no memory") {
  const MemoryStore store;
  CHECK(store.entries().empty());
  CHECK(store.entries().capacity() == 0);
  CHECK(store.all_notices().empty());
}

TEST_CASE("entries stand in the order in which their handles were first saved") {
  MemoryStore store;
  store.save_snapshot("b", {{"x", 1}});
  store.save_snapshot("a", {});
  store.save_snapshot("b", {{"x", 2}});
  REQUIRE(store.entries().size() == 2);
  CHECK(store.entries()[0].handle == "b");
  CHECK(store.entries()[0].data == Snapshot{{"x", 2}});
  CHECK(store.entries()[1].handle == "a");
}

TEST_CASE("a store that is made of another's contents goes on from there") {
  MemoryStore before;
  before.save_snapshot("MyCharm/on/start[1]", {{"x", 1}});
  before.save_notice(notice);
  MemoryStore after(before.entries(), before.all_notices());
  CHECK(after.load_snapshot("MyCharm/on/start[1]") == Snapshot{{"x", 1}});
  CHECK(after.notices("MyCharm/on/start[1]") == List<Notice>{notice});
  after.drop_notice(notice);
  after.drop_snapshot("MyCharm/on/start[1]");
  CHECK(after.all_notices().empty());
  CHECK(before.all_notices().size() == 1);
  CHECK(before.has_snapshot("MyCharm/on/start[1]"));
}

TEST_CASE("snapshots and notices are shared, not copied") {
  MemoryStore store;
  const Snapshot data = {{"x", 1}};
  store.save_snapshot("a", data);
  CHECK(store.load_snapshot("a").shares_with(data));
  CHECK(store.entries()[0].data.shares_with(data));
  store.save_notice(notice);
  CHECK(store.notices("").shares_with(store.all_notices()));
  CHECK(store.notices("MyCharm/on/start[1]").shares_with(store.all_notices()));
}
