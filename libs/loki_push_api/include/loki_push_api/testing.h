#pragma once
/// Lokis for a charm's tests.

#include "ops/testing/testing.h"

namespace loki_push_api::testing {

/// An application of Loki. Each of its units takes logs at a URL of its own.
struct Loki {
  std::string app_name = "loki";
  ops::base::Map<int, std::string> urls = {{0, "http://loki-0:3100/loki/api/v1/push"}};
  int relation_id = 1;
};

/// The relation with it, as its units write their side.
ops::testing::Relation relation(const Loki& loki = {}, const std::string& endpoint = "logging");

}  // namespace loki_push_api::testing
