#pragma once
/// A Prometheus for a charm's tests.

#include "ops/testing/testing.h"
#include "prometheus_scrape/scrape_data.h"

namespace prometheus_scrape::testing {

/// The relation with a Prometheus that has said nothing yet.
ops::testing::Relation relation(const std::string& endpoint = "metrics-endpoint");

/// The same when it has looked at the charm's alert rules; without errors they are good.
ops::testing::Relation relation_that_answers(const std::string& errors = {},
                                             const std::string& endpoint = "metrics-endpoint");

/// What Prometheus reads there. Throws ParseError when it cannot.
AppData published(const ops::testing::AnyRelation& relation);

}  // namespace prometheus_scrape::testing
