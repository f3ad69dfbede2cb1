/// Storages and resources: real directories and files that a charm can use.
#include <filesystem>
#include <fstream>

#include "ops/model/storage.h"
#include "ops/ops.h"
#include "ops/testing/doctest.h"

using namespace ops::testing;
using ops::base::List;
using ops::base::Map;

namespace {

const ContextOptions kOptions{
    .meta =
        "name: db\n"
        "storage: {data: {type: filesystem, multiple: {range: 0-}}, cache: {type: filesystem}}\n"
        "resources: {schema: {type: file, filename: schema.sql}}\n"};

std::string read(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Counts in a file how often a storage was attached, and wants two more when one goes.
class Database : public ops::CharmBase {
 public:
  explicit Database(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&Database::on_attached>(on()["data"].storage_attached, *this);
    framework.observe<&Database::on_detaching>(on()["data"].storage_detaching, *this);
    framework.observe<&Database::on_start>(on().start, *this);
  }

 private:
  void on_attached(ops::StorageAttachedEvent& event) {
    const std::string file = event.storage->location() + "/attached";
    std::ofstream(file, std::ios::app) << event.storage->full_id() << '\n';
    unit().set_status(ops::ActiveStatus{event.storage->full_id()});
  }
  void on_detaching(ops::StorageDetachingEvent&) {
    model().request_storage("data", 2);
    model().request_storage("data");
    model().request_storage("cache");
  }
  void on_start(ops::StartEvent&) {
    std::string all;
    for (const ops::Storage& storage : model().storages("data")) all += storage.full_id() + " ";
    unit().set_status(ops::ActiveStatus{all});
  }
};

const Storage kFirst{.name = "data"};
const Storage kSecond{.name = "data", .index = 1};

}  // namespace

TEST_CASE("a test prepares what a charm finds in its storage, and reads what it leaves there") {
  Context<Database> ctx(kOptions);
  std::ofstream(ctx.storage_dir(kSecond) + "/attached") << "before\n";
  const State after = ctx.run(ctx.on.storage_attached(kSecond), State{.storages = {kSecond}});
  CHECK(after.unit_status == ActiveStatus{"data/1"});
  CHECK(read(ctx.storage_dir(kSecond) + "/attached") == "before\ndata/1\n");
}

TEST_CASE("a storage keeps its files from run to run, and as long as the Context") {
  std::string directory;
  {
    Context<Database> ctx(kOptions);
    State state{.storages = {kFirst}};
    state = ctx.run(ctx.on.storage_attached(kFirst), state);
    state = ctx.run(ctx.on.storage_attached(kFirst), state);
    directory = ctx.storage_dir(kFirst);
    CHECK(read(directory + "/attached") == "data/0\ndata/0\n");
    CHECK(std::filesystem::is_empty(ctx.storage_dir(kSecond)));
  }
  CHECK_FALSE(std::filesystem::exists(directory));
}

TEST_CASE("a charm sees the storages that are attached") {
  Context<Database> ctx(kOptions);
  const State state{.storages = {kFirst, kSecond, Storage{.name = "cache"}}};
  CHECK(ctx.run(ctx.on.start(), state).unit_status == ActiveStatus{"data/0 data/1 "});
}

TEST_CASE("storages that a charm asks for add up, and are not there yet") {
  Context<Database> ctx(kOptions);
  const State state{.storages = {kFirst}};
  CHECK(ctx.run(ctx.on.storage_detaching(kFirst), state).storages == state.storages);
  CHECK(ctx.requested_storages == Map<std::string, int>{{"data", 3}, {"cache", 1}});
  CHECK(ctx.play(ctx.on.storage_detaching(kFirst), state).requested_storages ==
        Map<std::string, int>{{"data", 3}, {"cache", 1}});
}

TEST_CASE("a charm finds its resources, and is told when one is not there") {
  class Loading : public ops::CharmBase {
   public:
    explicit Loading(ops::Framework& framework) : CharmBase(framework) {
      framework.observe<&Loading::on_start>(on().start, *this);
    }
    void on_start(ops::StartEvent&) {
      unit().set_status(ops::ActiveStatus{model().fetch_resource("schema")});
    }
  };
  Context<Loading> ctx(kOptions);
  const State state{.resources = {{.name = "schema", .path = "/tmp/schema.sql"}}};
  CHECK(ctx.run(ctx.on.start(), state).unit_status == ActiveStatus{"/tmp/schema.sql"});
  CHECK_THROWS_WITH_AS((void)ctx.run(ctx.on.start(), State{}),
                       "the charm threw while handling start: ops::ModelError: ERROR could not "
                       "download resource: resource \"schema\" not found; State.resources has none "
                       "of that name\n",
                       UncaughtCharmError);
}

TEST_CASE("a State finds its storages, and says which there are") {
  const State state{.storages = {kFirst, kSecond}};
  CHECK(state.get_storage("data", 1) == kSecond);
  CHECK_THROWS_WITH_AS((void)state.get_storage("data", 2),
                       "cannot get a storage of the State: cannot find 'data/2'; there is: "
                       "[data/0, data/1]",
                       ops::LookupError);
}
