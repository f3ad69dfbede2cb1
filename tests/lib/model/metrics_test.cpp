#include "ops/model/metrics.h"

#include <limits>

#include "model_fixture.h"

using namespace ops;
using Calls = std::vector<std::string>;

namespace {

struct MetricsFixture : ModelFixture {
  MetricsFixture() { fake.add("add-metric", ""); }
};

}  // namespace

TEST_CASE("metrics are told as Python writes numbers, with their labels") {
  MetricsFixture on;
  add_metrics(on.model, {{"a", 1}, {"b-c", 4.5}, {"d_e", 1e20}, {"f", 0.0}});
  add_metrics(on.model, {{"a", 0}}, {{"l", "v"}, {"m", "w"}});
  CHECK(on.calls() ==
        Calls{"add-metric a=1 b-c=4.5 d_e=1e+20 f=0.0", "add-metric --labels l=v,m=w a=0"});
}

TEST_CASE("metrics have names, numbers and labels that Juju can take") {
  MetricsFixture on;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (const char* name : {"", "1a", "a-", "-a", "a.b", "\u00e9"})
    CHECK_THROWS_AS(add_metrics(on.model, {{name, 1}}), ModelError);
  for (const MetricValue& value : {MetricValue(-1), MetricValue(-0.5), MetricValue(kInfinity)})
    CHECK_THROWS_AS(add_metrics(on.model, {{"a", value}}), ModelError);
  CHECK_THROWS_WITH_AS(add_metrics(on.model, {{"a", std::numeric_limits<double>::quiet_NaN()}}),
                       "invalid metric value nan provided: must be a positive finite float",
                       ModelError);
  for (const char* value : {"", "a,b", "a=b"})
    CHECK_THROWS_AS(add_metrics(on.model, {{"a", 1}}, {{"l", value}}), ModelError);
  CHECK_THROWS_AS(add_metrics(on.model, {{"a", 1}}, {{"1", "v"}}), ModelError);
  CHECK(on.calls().empty());
}
