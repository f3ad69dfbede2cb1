#pragma once
/// The events of relations.

#include "ops/charm/hook_events.h"

namespace ops {

class Application;
class Relation;
class Unit;

/// About one relation. All that it points to is the model's. `ops.RelationEvent`.
class RelationEvent : public HookEvent {
 public:
  Relation* relation = nullptr;  ///< Never null in a handler.
  /// The remote application; our own, in a peer relation. Null only if an old Juju does not tell.
  Application* app = nullptr;
  /// The remote unit; null in relation-created, in relation-broken, and in a relation-changed that
  /// is about the application's data.
  Unit* unit = nullptr;

  void resolve(Model& model, std::string_view kind) override;
  void accept(Model& model) override;
  store::Snapshot snapshot() const override;
  void restore(const store::Snapshot& data, Model& model) override;
};

/// The relation is there; no remote unit has joined yet.
class RelationCreatedEvent final : public RelationEvent {};
/// A remote unit has come.
class RelationJoinedEvent final : public RelationEvent {};
/// The data of a remote unit, or of the remote application, have changed; also sent once after each
/// relation-joined.
class RelationChangedEvent final : public RelationEvent {};
/// A remote unit has gone. Its data can still be read.
class RelationDepartedEvent final : public RelationEvent {
 public:
  /// Who leaves: the remote unit, or this one while it is removed. Null if Juju does not tell.
  Unit* departing_unit = nullptr;

  void resolve(Model& model, std::string_view kind) override;
  store::Snapshot snapshot() const override;
  void restore(const store::Snapshot& data, Model& model) override;
};
/// The relation is gone. It is not among the model's relations any more.
class RelationBrokenEvent final : public RelationEvent {};

}  // namespace ops
