#include "ops/charm/secret_events.h"

#include "ops/juju/juju_context.h"
#include "ops/model/model.h"
#include "ops/model/secret.h"

namespace ops {

namespace {

constexpr const char* kId = "id";
constexpr const char* kLabel = "label";
constexpr const char* kRevision = "revision";

base::Optional<std::string> if_any(const std::string& text) {
  if (text.empty()) return {};
  return text;
}

base::Plain kept(const std::string& text) {
  return text.empty() ? base::Plain() : base::Plain(text);
}

std::string text_of(const base::Plain& kept) {
  return kept.is_null() ? std::string() : kept.as_string();
}

}  // namespace

Secret SecretEvent::secret() const {
  return Secret(*model_, {.id = if_any(id_), .label = if_any(label_)});
}

void SecretEvent::resolve(Model& model, std::string_view) {
  model_ = &model;
  id_ = model.context().secret_id;
  label_ = model.context().secret_label;
}

void SecretEvent::accept(Model&) {}

store::Snapshot SecretEvent::snapshot() const { return {{kId, kept(id_)}, {kLabel, kept(label_)}}; }

void SecretEvent::restore(const store::Snapshot& data, Model& model) {
  model_ = &model;
  id_ = text_of(data[kId]);
  label_ = text_of(data[kLabel]);
}

void SecretRotateEvent::defer() {
  throw RuntimeError(
      "Cannot defer secret rotation events. Juju will keep firing this event until you create a "
      "new "
      "revision.");
}

void SecretRevisionEvent::remove_revision() {
  if (!revision)
    throw RuntimeError("cannot remove a revision of secret " + *secret().id() +
                       ": JUJU_SECRET_REVISION is not set, and without it all revisions would go; "
                       "let Juju start the charm");
  secret().remove_revision(*revision);
}

void SecretRevisionEvent::resolve(Model& model, std::string_view kind) {
  SecretEvent::resolve(model, kind);
  revision = model.context().secret_revision;
}

store::Snapshot SecretRevisionEvent::snapshot() const {
  return SecretEvent::snapshot().with(kRevision, revision ? base::Plain(*revision) : base::Plain());
}

void SecretRevisionEvent::restore(const store::Snapshot& data, Model& model) {
  SecretEvent::restore(data, model);
  const base::Plain& kept_revision = data[kRevision];
  revision = {};
  if (!kept_revision.is_null()) revision = static_cast<int>(kept_revision.as_int());
}

void SecretExpiredEvent::defer() {
  throw RuntimeError(
      "Cannot defer secret expiration events. Juju will keep firing this event until you create a "
      "new revision.");
}

}  // namespace ops
