#include "prometheus_scrape/testing.h"

#include "ops/base/typed.h"

namespace prometheus_scrape::testing {

using ops::base::Json;

ops::testing::Relation relation(const std::string& endpoint) {
  return {.endpoint = endpoint, .interface = "prometheus_scrape", .remote_app_name = "prometheus"};
}

ops::testing::Relation relation_that_answers(const std::string& errors,
                                             const std::string& endpoint) {
  const std::string valid = errors.empty() ? "true" : "false";
  ops::testing::Relation answers = relation(endpoint);
  answers.remote_app_data = {
      {"event", "{\"valid\": " + valid + ", \"errors\": " + Json(errors).text() + "}"}};
  return answers;
}

AppData published(const ops::testing::AnyRelation& relation) {
  ops::base::Map<std::string, Json> values;
  for (const auto& [key, text] : local_data_of(relation, true))
    values = values.with(key, Json::parse(text));
  const ops::base::Shared data = load_typed(ops::base::typed_class<AppData>(), values);
  return *static_cast<const AppData*>(data.value());
}

}  // namespace prometheus_scrape::testing
