#include "ops/model/secret.h"

#include "ops/juju/backend.h"
#include "ops/model/model.h"
#include "ops/model/relation.h"
#include "ops/model/secret_rules.h"

namespace ops {

namespace {

bool is_given(const base::Optional<std::string>& text) { return text && !text->empty(); }

SecretRef checked(const Model& model, SecretRef ref) {
  if (!is_given(ref.id) && !is_given(ref.label))
    throw ValueError("Must provide an id or label, or both");
  if (ref.id) ref.id = model::canonical_secret_id(*ref.id, model.uuid());
  return ref;
}

juju::SecretRef told(const SecretRef& ref) { return {.id = ref.id, .label = ref.label}; }

/// secret-info-get takes one of both only.
SecretInfo info_of(const Model& model, const SecretRef& ref) {
  const juju::SecretRef asked =
      ref.id ? juju::SecretRef{.id = ref.id} : juju::SecretRef{.label = ref.label};
  return model::read(model.backend().ask(&juju::HookTools::secret_info_get, asked), model.uuid());
}

/// What is to change, with all that stays. Jujus before 3.6 forget what one of several changes
/// within a hook does not say (https://bugs.launchpad.net/juju/+bug/2081034).
void fill_gaps(const Model& model, const std::string& id, SecretContent& content,
               juju::SecretOptions& change) {
  if (content.empty())
    content = model.backend().ask(&juju::HookTools::secret_get,
                                  juju::SecretQuery{.secret = {.id = id}, .peek = true});
  if (change.label && change.description && change.expire && change.rotate) return;
  const SecretInfo info = info_of(model, {.id = id});
  const juju::SecretOptions kept = model::told(
      SecretOptions{.label = info.label, .description = info.description, .rotate = info.rotation},
      model.backend().clock());
  if (!is_given(change.label)) change.label = kept.label;
  if (!is_given(change.description)) change.description = kept.description;
  if (!change.expire && info.expires) change.expire = model::told(*info.expires);
  if (!change.rotate) change.rotate = kept.rotate;
}

/// Whose it is does not count when it exists; ops says this of all.
constexpr const char* kOwner = "application";

void set(const Model& model, const std::string& id, SecretContent content,
         juju::SecretOptions change) {
  constexpr int kMajor = 3, kMinor = 6;
  if (model.context().version.compare({.major = kMajor, .minor = kMinor}) < 0)
    fill_gaps(model, id, content, change);
  model.backend().ask(&juju::HookTools::secret_set, id, content, change, std::string(kOwner));
}

Secret add(Model& model, const SecretContent& content, const SecretOptions& options,
           const char* owner) {
  model::check_content(content);
  juju::Backend& backend = model.backend();
  const std::string id = backend.ask(&juju::HookTools::secret_add, content,
                                     model::told(options, backend.clock()), std::string(owner));
  return Secret(model, {.id = id, .label = options.label}, content);
}

}  // namespace

Secret::Secret(Model& model, const SecretRef& ref) : model_(&model), ref_(checked(model, ref)) {}

Secret::Secret(Model& model, const SecretRef& ref, const SecretContent& content)
    : Secret(model, ref) {
  content_ = content;
}

base::Optional<std::string> Secret::unique_identifier() const {
  if (!ref_.id) return {};
  return ref_.id->substr(ref_.id->find_last_of("/:") + 1);
}

const std::string& Secret::known_id() {
  if (!ref_.id) ref_.id = get_info().id;
  return *ref_.id;
}

SecretContent Secret::read(bool refresh, bool peek) {
  return model_->backend().ask(
      &juju::HookTools::secret_get,
      juju::SecretQuery{.secret = told(ref_), .refresh = refresh, .peek = peek});
}

SecretContent Secret::get_content(GetContentOptions options) {
  if (options.refresh || !content_) content_ = read(options.refresh, false);
  return *content_;
}

SecretContent Secret::peek_content() { return read(false, true); }

SecretInfo Secret::get_info() { return info_of(*model_, ref_); }

void Secret::set_content(const SecretContent& content) {
  model::check_content(content);
  set(*model_, known_id(), content, {});
}

void Secret::set_info(const SecretOptions& options) {
  if (options == SecretOptions{})
    throw ValueError("Must provide a label, description, expiration time, or rotation policy");
  const juju::SecretOptions change = model::told(options, model_->backend().clock());
  set(*model_, known_id(), {}, change);
}

void Secret::grant(const Relation& relation) {
  model_->backend().ask(&juju::HookTools::secret_grant, known_id(), relation.id(),
                        juju::Optional<std::string>());
}

void Secret::grant(const Relation& relation, const Unit& unit) {
  model_->backend().ask(&juju::HookTools::secret_grant, known_id(), relation.id(),
                        juju::Optional<std::string>(unit.name()));
}

void Secret::revoke(const Relation& relation) {
  model_->backend().ask(&juju::HookTools::secret_revoke, known_id(),
                        juju::SecretRevocation{.relation_id = relation.id()});
}

void Secret::revoke(const Relation& relation, const Unit& unit) {
  model_->backend().ask(&juju::HookTools::secret_revoke, known_id(),
                        juju::SecretRevocation{.relation_id = relation.id(), .unit = unit.name()});
}

void Secret::remove_revision(int revision) {
  model_->backend().ask(&juju::HookTools::secret_remove, known_id(), juju::Optional<int>(revision));
}

void Secret::remove_all_revisions() {
  model_->backend().ask(&juju::HookTools::secret_remove, known_id(), juju::Optional<int>());
}

Secret Model::get_secret(const SecretRef& ref) {
  Secret secret(*this, ref);
  (void)secret.get_content();
  return secret;
}

Secret Application::add_secret(const SecretContent& content, const SecretOptions& options) {
  return add(*model_, content, options, "application");
}

Secret Unit::add_secret(const SecretContent& content, const SecretOptions& options) {
  return add(*model_, content, options, "unit");
}

}  // namespace ops
