#include "ops/model/storage.h"

#include "model_fixture.h"

using namespace ops;
using Calls = std::vector<std::string>;

namespace {

struct StorageFixture : ModelFixture {
  StorageFixture() {
    meta.storage = {{"data", {.type = "filesystem"}}, {"cache", {.type = "block"}}};
    meta.resources = {{"image", {.type = "oci-image"}}};
    answer("storage-list", "*", R"(["data/1", "data/3"])");
    answer("storage-get", "*", R"({"kind": "filesystem", "location": "/srv//data/"})");
    fake.add("storage-add", "");
  }
};

}  // namespace

TEST_CASE("storages and their locations are asked for once") {
  StorageFixture on;
  CHECK(on.model.storage_names() == base::List<std::string>{"data", "cache"});
  CHECK(on.model.storages("data").size() == 2);
  Storage* third = on.model.storages("data").find(3);
  REQUIRE(third);
  CHECK(third->full_id() == "data/3");
  CHECK(third->location() == "/srv/data");
  CHECK(on.model.storages("data").find(3)->location() == "/srv/data");
  CHECK_FALSE(on.model.storages("data").find(2));
  CHECK(on.calls() ==
        Calls{"storage-list --format=json data", "storage-get --format=json -s data/3"});
}

TEST_CASE("an event that knows a location spares the question") {
  StorageFixture on;
  on.model.storages("data").find(1)->set_location("/known");
  CHECK(on.model.storages("data").find(1)->location() == "/known");
  CHECK(on.calls() == Calls{"storage-list --format=json data"});
}

TEST_CASE("there are the storages that metadata declares") {
  StorageFixture on;
  CHECK_THROWS_WITH_AS((void)on.model.storages("nope"),
                       "Storage 'nope' not found. Did you mean 'data', or 'cache'?", LookupError);
  CHECK_THROWS_WITH_AS(on.model.request_storage("nope"),
                       "cannot add storage 'nope': it is not present in the charm metadata",
                       ModelError);
  on.model.request_storage("cache");
  on.model.request_storage("data", 3);
  CHECK(on.calls() == Calls{"storage-add cache=1", "storage-add data=3"});
}

TEST_CASE("a list that names no storages cannot be read") {
  StorageFixture on;
  for (const char* listed : {R"(["data"])", R"(["data/x"])", R"(["data/"])", R"([""])"}) {
    on.answer("storage-list", "*", listed);
    CHECK_THROWS_AS((void)on.model.storages("data"), juju::HookToolError);
  }
}

TEST_CASE("a resource is fetched once") {
  StorageFixture on;
  on.answer("resource-get", "*", " /var/lib//image ");
  CHECK(on.model.fetch_resource("image") == "/var/lib/image");
  CHECK(on.model.fetch_resource("image") == "/var/lib/image");
  CHECK_THROWS_WITH_AS((void)on.model.fetch_resource("nope"), "invalid resource name: nope",
                       LookupError);
  CHECK(on.calls() == Calls{"resource-get image"});
}
