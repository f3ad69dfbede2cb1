#include "postgresql_client/database_events.h"

#include "ops/ops.h"

namespace postgresql_client {

DatabaseRequiresEvent::DatabaseRequiresEvent(const ops::RelationEvent& about) {
  relation = about.relation;
  app = about.app;
  unit = about.unit;
}

void DatabaseRequiresEvent::restore(const ops::store::Snapshot& data, ops::Model& model) {
  RelationEvent::restore(data, model);
  model_ = &model;
}

DatabaseRequiresEvent::Text DatabaseRequiresEvent::get(std::string_view field) const {
  if (!data_) data_ = fetch_remote_data(*model_, *relation);
  const std::string* found = data_->find(field);
  return found ? Text(*found) : Text();
}

}  // namespace postgresql_client
