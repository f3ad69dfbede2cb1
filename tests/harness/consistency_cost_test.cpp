/// What is consistent is found to be so without allocating anything.
#include <atomic>
#include <cstdlib>
#include <new>

#include "consistency_test.h"
#include "ops/testing/events.h"

namespace {
std::atomic<int> allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size ? size : 1)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

using namespace ops::testing;
using ops::base::Json, ops::base::Map;
namespace pebble = ops::pebble;

namespace {

const ops::meta::CharmMeta kMeta = ops::meta::parse({.metadata = R"(
name: a-charm-with-a-name-that-is-on-the-heap
requires: {database-of-the-charm: {interface: a}}
peers: {cluster-of-the-units: {interface: b}}
containers: {container-of-the-charm: }
storage: {storage-of-the-charm: {type: filesystem}}
resources: {resource-of-the-charm: {type: file}}
extra-bindings: {binding-of-the-charm: }
config: {options: {option-of-the-charm: {type: string}}}
actions: {action-of-the-charm: {params: {a: {type: string, description: d}}, required: [a]}}
)"});
const CheckInfo kCheck{.name = "check-of-the-charm", .level = pebble::CheckLevel::ready};
const Notice kNotice{.key = "example.com/notice", .id = "a-notice"};
const Container kContainer{
    .name = "container-of-the-charm",
    .can_connect = true,
    .layers = {{"base", pebble::Layer{.checks = {{"check-of-the-charm",
                                                  {.level = pebble::CheckLevel::ready}}}}}},
    .execs = {Exec{.command_prefix = {"a"}}, Exec{.command_prefix = {"b"}}},
    .notices = {kNotice},
    .check_infos = {kCheck}};
const Relation kRelation{.endpoint = "database-of-the-charm", .id = 7};
const Storage kStorage{.name = "storage-of-the-charm"};
const Secret kSecret{.tracked_content = Map<std::string, std::string>{{"key", "value"}},
                     .id = "secret:abcdefghij0123456789"};
const State kState{
    .config = {{"option-of-the-charm", "a"}},
    .relations = {kRelation, PeerRelation{.endpoint = "cluster-of-the-units", .id = 8}},
    .networks = {Network{.binding_name = "binding-of-the-charm"}},
    .containers = {kContainer},
    .storages = {kStorage},
    .opened_ports = {TCPPort{.port = 80}},
    .secrets = {kSecret, Secret{.tracked_content = kSecret.tracked_content, .id = "secret:b"}},
    .resources = {Resource{.name = "resource-of-the-charm", .path = "/a"}},
    .stored_states = {StoredState{.owner_path = "Charm"}}};

int allocations_of(const Event& event) {
  static const ops::JujuVersion version = ops::JujuVersion::parse("3.6.14");
  const int before = allocations;
  const auto warnings = check_consistency(kMeta, event, kState, version, 0);
  const int after = allocations;
  CHECK(warnings.empty());
  return after - before;
}

}  // namespace

TEST_CASE("a State and an event that are consistent cost no allocation") {
  const Events on;
  for (const Event& event :
       {on.start(), on.relation_created(kRelation),
        on.relation_changed(kRelation, {.remote_unit = 0}), on.storage_attached(kStorage),
        on.secret_changed(kSecret), on.pebble_ready(kContainer),
        on.pebble_custom_notice(kContainer, kNotice), on.pebble_check_failed(kContainer, kCheck),
        on.action("action-of-the-charm", {.params = {{"a", "text"}}})})
    CHECK_MESSAGE(allocations_of(event) == 0, event);
}

TEST_CASE("what is found is written, which the counting sees") {
  const int before = allocations;
  CHECK_THROWS_AS((void)check_consistency(kMeta, {.name = "start"}, {.planned_units = -1},
                                          ops::JujuVersion{.major = 3}, 0),
                  InconsistentScenarioError);
  CHECK(allocations > before + 1);
}
