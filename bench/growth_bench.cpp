/// A run in a State with one thing, and with a hundred, of which the event is about one: what a run
/// costs may grow with what it touches only. Prints one JSON object a line:
/// {"name": …, "us": …} with the microseconds of one run, averaged over a batch, and
/// {"name": …, "growth": …} with how many times as long it takes with a hundred.
///
/// usage: growth_bench [BATCHES]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "ops/model/relation.h"
#include "ops/model/secret.h"
#include "ops/ops.h"
#include "ops/testing/testing.h"

namespace testing = ops::testing;

namespace {

constexpr int kBatch = 500;
constexpr int kMany = 100;

/// Answers whom its event is about, and no others.
class Growing : public ops::CharmBase {
 public:
  explicit Growing(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&Growing::on_relation>(on()["db"].relation_changed, *this);
    framework.observe<&Growing::on_secret>(on().secret_changed, *this);
  }

 private:
  void on_relation(ops::RelationChangedEvent& event) {
    const ops::RelationData data = event.relation->data();
    data[unit()].set("seen", data[event.unit].get("host", "nowhere"));
  }
  void on_secret(ops::SecretChangedEvent& event) {
    unit().set_status(ops::ActiveStatus{event.secret().get_content({.refresh = true})["key"]});
  }
};

testing::State with_relations(int count) {
  testing::State state;
  std::vector<testing::AnyRelation> all;
  for (int id = 1; id <= count; ++id)
    all.push_back(testing::Relation{
        .endpoint = "db", .id = id, .remote_units_data = {{0, {{"host", "10.0.0.1"}}}}});
  state.relations = {all.data(), all.size()};
  return state;
}

testing::State with_secrets(int count) {
  testing::State state;
  std::vector<testing::Secret> all;
  for (int i = 0; i < count; ++i)
    all.push_back({.tracked_content = {{"key", "old"}},
                   .latest_content = {{"key", "new"}},
                   .id = "secret:abcdefghij0123456" + std::to_string(100 + i),
                   .latest_revision = 2});
  state.secrets = {all.data(), all.size()};
  return state;
}

double us_of_run(testing::AnyContext& ctx, const testing::Event& event,
                 const testing::State& state) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < kBatch; ++i) (void)ctx.run(event, state);
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
  return took.count() / kBatch;
}

void print(const char* name, double us, double growth) {
  std::printf("{\"name\": \"%s\", \"us\": %.4f}\n", name, us);
  std::printf("{\"name\": \"%s\", \"growth\": %.4f}\n", name, growth);
}

void batch(testing::AnyContext& ctx) {
  const testing::State relation = with_relations(1), relations = with_relations(kMany);
  const testing::Event changed =
      ctx.on.relation_changed(relation.get_relation(1), {.remote_unit = 0});
  const double one = us_of_run(ctx, changed, relation), many = us_of_run(ctx, changed, relations);
  print("relations_100", many, many / one);

  const testing::State secret = with_secrets(1), secrets = with_secrets(kMany);
  const testing::Event revised =
      ctx.on.secret_changed(secret.get_secret("secret:abcdefghij0123456100"));
  const double of_one = us_of_run(ctx, revised, secret), of_many = us_of_run(ctx, revised, secrets);
  print("secrets_100", of_many, of_many / of_one);
}

}  // namespace

int main(int argc, char** argv) {
  const int batches = argc > 1 ? std::atoi(argv[1]) : 20;
  testing::Context<Growing> ctx(
      testing::ContextOptions{.meta = "name: growing\nrequires: {db: {interface: postgresql}}\n"});
  for (int i = 0; i < batches; ++i) batch(ctx);
}
