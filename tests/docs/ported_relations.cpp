#include "ported_charm.h"

namespace ported {

void PortedCharm::about_relations() {
  for (const ops::Relation* relation : model().relations("db")) {
    see(relation->name(), relation->id(), relation->app(), relation->active());
    for (const ops::Unit* unit : relation->units()) see(relation->data()[unit].all());
    see(relation->data()[relation->app()].all(), relation->data().contains(app()));
  }
  ops::Relation* relation = model().get_relation("db");
  if (relation == nullptr) return;
  see(model().get_relation("db", 7).id(), model().relation_names());
  see(relation->remote_model().uuid, model().relations("db").empty());
  relation->data()[unit()].set("host", "10.0.0.1");
  if (unit().is_leader()) relation->data()[app()].set("url", "http://web");
}

void PortedCharm::about_data(ops::RelationDataContent& theirs, ops::RelationDataContent& ours) {
  see(theirs.at("host"), theirs.get("host"), theirs.get("port", "5432"));
  see(theirs.contains("host"), theirs.keys(), theirs.size(), theirs.all());
  for (const auto& [key, value] : theirs.all()) see(key, value);
  ours.set("host", "10.0.0.1");
  ours.update({{"host", "10.0.0.1"}, {"port", "8000"}});
  ours.erase("host");
  see(ours.pop("port"));
  see(ours.pop("port", "8000"));
  see(ours.setdefault("port", "8000"));
  ours.clear();
  const Endpoint endpoint = theirs.load<Endpoint>();
  ours.save(Endpoint{.host = "10.0.0.1", .port = endpoint.port});
  see(&theirs == &model().get_relation("db")->data()[model().get_app("db")]);
}

}  // namespace ported
