#pragma once
/// A Grafana for a charm's tests.

#include "ops/base/json.h"
#include "ops/testing/testing.h"

namespace grafana_dashboard::testing {

/// The relation with a Grafana that has said nothing yet.
ops::testing::Relation relation(const std::string& endpoint = "grafana-dashboard");

/// The same when it has found this wrong with a dashboard.
ops::testing::Relation relation_that_refuses(const std::string& dashboard_id,
                                             const std::string& error,
                                             const std::string& endpoint = "grafana-dashboard");

/// The dashboards that Grafana reads there, by id: "file:NAME". Throws ParseError when it cannot.
ops::base::Map<std::string, ops::base::Json> published(const ops::testing::AnyRelation& relation);

}  // namespace grafana_dashboard::testing
