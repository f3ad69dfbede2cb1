#pragma once
/// The events of secrets.

#include "ops/charm/hook_events.h"

namespace ops {

class Secret;

/// About one secret. `ops.SecretEvent`.
class SecretEvent : public HookEvent {
 public:
  /// A handle of its own each time; nothing has been asked of Juju. Include ops/model/secret.h.
  Secret secret() const;

  void resolve(Model& model, std::string_view kind) override;
  void accept(Model& model) override;
  store::Snapshot snapshot() const override;
  void restore(const store::Snapshot& data, Model& model) override;

 protected:
  Model* model_ = nullptr;

 private:
  std::string id_ = {};
  std::string label_ = {};
};

/// To who reads the secret: its owner has made a new revision.
class SecretChangedEvent final : public SecretEvent {};
/// To the owner: it is time for a new content. Cannot be deferred: Juju sends it again.
class SecretRotateEvent final : public SecretEvent {
 public:
  void defer() override;
};

/// About one revision of a secret.
class SecretRevisionEvent : public SecretEvent {
 public:
  base::Optional<int> revision = {};  ///< None only if Juju does not tell.

  /// Removes this revision. Throws RuntimeError when it is not known, and ModelError.
  void remove_revision();

  void resolve(Model& model, std::string_view kind) override;
  store::Snapshot snapshot() const override;
  void restore(const store::Snapshot& data, Model& model) override;
};

/// To the owner: nobody tracks the revision any more, so it can be removed.
class SecretRemoveEvent final : public SecretRevisionEvent {};
/// To the owner: the revision has expired and must be removed. Cannot be deferred: Juju sends it
/// again.
class SecretExpiredEvent final : public SecretRevisionEvent {
 public:
  void defer() override;
};

}  // namespace ops
