#include "grafana_dashboard/testing.h"

#include "grafana_dashboard/content.h"

namespace grafana_dashboard::testing {

using ops::base::Json;

ops::testing::Relation relation(const std::string& endpoint) {
  return {.endpoint = endpoint, .interface = "grafana_dashboard", .remote_app_name = "grafana"};
}

ops::testing::Relation relation_that_refuses(const std::string& dashboard_id,
                                             const std::string& error,
                                             const std::string& endpoint) {
  ops::testing::Relation refuses = relation(endpoint);
  refuses.remote_app_data = {
      {"event", "{\"valid\": false, \"errors\": [{\"dashboard_id\": " + Json(dashboard_id).text() +
                    ", \"error\": " + Json(error).text() + "}]}"}};
  return refuses;
}

ops::base::Map<std::string, Json> published(const ops::testing::AnyRelation& relation) {
  const Json dashboards = Json::parse(local_data_of(relation, true)["dashboards"]);
  ops::base::Map<std::string, Json> all;
  for (const auto& [id, sent] : dashboards.entries()["templates"].entries())
    all = all.with(id, Json::parse(from_content(sent.entries()["content"].as_string())));
  return all;
}

}  // namespace grafana_dashboard::testing
