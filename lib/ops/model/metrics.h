#pragma once
/// Metrics, which Juju's old collect-metrics hook adds.

#include "ops/base/value.h"

namespace ops {

class Model;

/// A number that is finite and not negative.
class MetricValue : public base::OneOf<std::int64_t, double> {
 public:
  MetricValue() = default;
  MetricValue(int value) : OneOf(std::int64_t{value}) {}
  MetricValue(std::int64_t value) : OneOf(value) {}
  MetricValue(double value) : OneOf(value) {}
  MetricValue(bool) = delete;
};

/// Adds metrics, all with the same labels. Names begin with a letter and end with a letter or a
/// digit; between them '-' and '_' may stand, too. Throws ModelError for other names, for values
/// that are negative or not finite, for values of labels that are empty or have a ',' or '=' in
/// them, and when Juju refuses. `ops.CollectMetricsEvent.add_metrics`.
void add_metrics(Model& model, const base::Map<std::string, MetricValue>& metrics,
                 const base::Map<std::string, std::string>& labels = {});

}  // namespace ops
