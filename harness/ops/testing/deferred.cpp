/// Events as ops keeps them from one dispatch to the next.
#include "ops/base/errors.h"
#include "ops/framework/event_path.h"
#include "ops/pebble/words.h"
#include "ops/testing/events.h"

namespace ops::testing {

namespace {

using Snapshot = store::Snapshot;

/// ops keeps an empty text as None.
base::Plain text_or_null(const std::string& text) {
  return text.empty() ? base::Plain() : base::Plain(text);
}

std::string app_of(const Event& event) {
  const std::string app(remote_app_of(*event.relation, event.peer_app));
  if (app.empty())
    throw ValueError("cannot defer " + event.name +
                     ": nobody says which application the peer relation is of; make the event by "
                     "the on of a Context");
  return app;
}

std::string remote_unit_in(const Event& event, const std::string& app) {
  const Optional<int> unit = remote_unit_of(event);
  if (!unit)
    throw ValueError("cannot defer " + event.name +
                     ": the relation has no remote unit that it could be about; pass remote_unit");
  return app + '/' + std::to_string(*unit);
}

Snapshot of_relation(const Event& event) {
  const std::string app = app_of(event);
  const AnyRelation& relation = *event.relation;
  Snapshot data = {{"relation_name", endpoint_of(relation)},
                   {"relation_id", id_of(relation)},
                   {"app_name", app}};
  if (event.name.ends_with("_created") || event.name.ends_with("_broken")) return data;
  const std::string unit = remote_unit_in(event, app);
  data = data.with("unit_name", unit);
  if (!event.name.ends_with("_departed")) return data;
  return data.with("departing_unit",
                   event.departing_unit ? app + '/' + std::to_string(*event.departing_unit) : unit);
}

Snapshot of_secret(const Event& event) {
  const Snapshot data = {{"id", text_or_null(event.secret->id)},
                         {"label", text_or_null(event.secret->label.value_or(""))}};
  return event.secret_revision ? data.with("revision", *event.secret_revision) : data;
}

Snapshot of_container(const Event& event) {
  Snapshot data = {{"container_name", event.container->name}};
  if (const auto& notice = event.notice)
    data = data.with("notice_id", notice->id)
               .with("notice_type", pebble::word_of(notice->type))
               .with("notice_key", notice->key);
  return event.check_info ? data.with("check_name", event.check_info->name) : data;
}

Snapshot snapshot_of(const Event& event) {
  if (event.relation) return of_relation(event);
  if (event.secret) return of_secret(event);
  if (event.container) return of_container(event);
  if (event.storage)
    return {{"storage_name", event.storage->name}, {"storage_index", event.storage->index}};
  if (event.action) return {{"id", event.action->id}};
  if (event.custom) return event.custom->snapshot;
  return {};
}

/// The path of the object that emits the event; a library's object is the charm's own.
std::string emitter_of(const Event& event, std::string_view charm) {
  std::string path(charm);
  if (!event.custom || event.custom->emitter == charm) return path;
  return (path += '/') += emitter_name(*event.custom);
}

}  // namespace

DeferredEvent deferred(const Event& event, std::string_view observer, std::string_view handler,
                       int event_id) {
  const std::string emitter = emitter_of(event, observer.substr(0, observer.find('/')));
  return {.handle_path = framework::event_path(emitter, event.name, event_id),
          .owner = std::string(observer),
          .observer = std::string(handler),
          .snapshot_data = snapshot_of(event)};
}

}  // namespace ops::testing
