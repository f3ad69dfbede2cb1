#include "loki_push_api/testing.h"

namespace loki_push_api::testing {

ops::testing::Relation relation(const Loki& loki, const std::string& endpoint) {
  ops::base::Map<int, ops::testing::Databag> units;
  for (const auto& [unit, url] : loki.urls) {
    const std::string said = "{\"url\": " + ops::base::Json(url).text() + "}";
    units = units.with(unit, ops::testing::default_databag().with("endpoint", said));
  }
  return {.endpoint = endpoint,
          .interface = "loki_push_api",
          .id = loki.relation_id,
          .remote_app_name = loki.app_name,
          .remote_units_data = units};
}

}  // namespace loki_push_api::testing
