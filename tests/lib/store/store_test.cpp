/// What every Store does.
#include "ops/store/store.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "fake_state_tools.h"
#include "ops/base/json.h"
#include "ops/store/memory_store.h"
#include "ops/store/sqlite_store.h"
#include "ops/testing/doctest.h"

using ops::base::Json, ops::base::Plain, ops::base::List;
using ops::store::Snapshot, ops::store::Notice;

namespace {

/// A new store, with whatever it needs.
struct Memory {
  ops::store::MemoryStore store = {};
};
struct Juju {
  store_test::FakeStateTools tools = {};
  ops::store::JujuStore store{tools};
};
struct Sqlite {
  std::string folder = [] {
    std::string name = std::filesystem::temp_directory_path() / "ops-store-XXXXXX";
    return std::string(mkdtemp(name.data()));
  }();
  ops::store::SqliteStore store{folder + "/" + ops::store::kUnitStateFile};
  ~Sqlite() { std::filesystem::remove_all(folder); }
};

const Notice first{
    .event_path = "MyCharm/on/start[1]", .observer_path = "MyCharm", .method_name = "on_start"};
const Notice second{
    .event_path = "MyCharm/on/start[1]", .observer_path = "MyCharm", .method_name = "on_second"};
const Notice third{
    .event_path = "MyCharm/on/install[2]", .observer_path = "MyCharm", .method_name = "on_start"};

}  // namespace

TEST_CASE_TEMPLATE("a snapshot is loaded as it was saved", With, Memory, Sqlite, Juju) {
  With with;
  const Snapshot data = {{"event_count", 5},
                         {"name", "zoë"},
                         {"nothing", Json()},
                         {"ready", true},
                         {"ratio", 1.0},
                         {"users", Json::parse(R"([{"id": 7}, []])")},
                         {"seen", Plain::from_json(R"([{"!set": [{"!tuple": [1, "a"]}]}])")}};
  with.store.save_snapshot("MyCharm/StoredStateData[_stored]", data);
  CHECK(with.store.load_snapshot("MyCharm/StoredStateData[_stored]") == data);
  CHECK(with.store.has_snapshot("MyCharm/StoredStateData[_stored]"));
}

TEST_CASE_TEMPLATE("an empty snapshot is not a missing one", With, Memory, Sqlite, Juju) {
  With with;
  with.store.save_snapshot("a", {});
  CHECK(with.store.load_snapshot("a") == Snapshot{});
  CHECK(with.store.has_snapshot("a"));
  CHECK_FALSE(with.store.has_snapshot("b"));
  CHECK_THROWS_WITH_AS(with.store.load_snapshot("b"),
                       "cannot load the snapshot of 'b': no snapshot data found; save one first, "
                       "or ask has_snapshot()",
                       ops::store::NoSnapshotError);
}

TEST_CASE_TEMPLATE("a snapshot takes the place of the one before", With, Memory, Sqlite, Juju) {
  With with;
  with.store.save_snapshot("a", {{"x", 1}, {"y", 2}});
  with.store.save_snapshot("b", {{"x", 9}});
  with.store.save_snapshot("a", {{"x", 3}});
  CHECK(with.store.load_snapshot("a") == Snapshot{{"x", 3}});
  CHECK(with.store.load_snapshot("b") == Snapshot{{"x", 9}});
}

TEST_CASE_TEMPLATE("dropping a snapshot drops that one, and nothing when it is not there", With,
                   Memory, Sqlite, Juju) {
  With with;
  with.store.save_snapshot("a", {{"x", 1}});
  with.store.save_snapshot("ab", {{"x", 2}});
  with.store.drop_snapshot("a");
  with.store.drop_snapshot("a");
  CHECK_FALSE(with.store.has_snapshot("a"));
  CHECK(with.store.has_snapshot("ab"));
}

TEST_CASE_TEMPLATE("notices come back in the order in which they were saved", With, Memory, Sqlite,
                   Juju) {
  With with;
  CHECK(with.store.notices("").empty());
  for (const Notice& notice : {second, third, first}) with.store.save_notice(notice);
  CHECK(with.store.notices("") == List<Notice>{second, third, first});
  CHECK(with.store.notices({}) == List<Notice>{second, third, first});
  CHECK(with.store.notices("MyCharm/on/start[1]") == List<Notice>{second, first});
  CHECK(with.store.notices("MyCharm/on/start").empty());
}

TEST_CASE_TEMPLATE("dropping a notice drops all that are equal to it, and no other", With, Memory,
                   Sqlite, Juju) {
  With with;
  for (const Notice& notice : {first, second, first, third}) with.store.save_notice(notice);
  with.store.drop_notice(first);
  CHECK(with.store.notices("") == List<Notice>{second, third});
  with.store.drop_notice(first);
  CHECK(with.store.notices("") == List<Notice>{second, third});
  with.store.save_notice(first);
  CHECK(with.store.notices("") == List<Notice>{second, third, first});
}

TEST_CASE_TEMPLATE("a store goes on after a commit", With, Memory, Sqlite, Juju) {
  With with;
  with.store.save_snapshot("a", {{"x", 1}});
  with.store.commit();
  with.store.save_snapshot("b", {});
  with.store.commit();
  with.store.commit();
  CHECK(with.store.has_snapshot("a"));
  CHECK(with.store.has_snapshot("b"));
}
