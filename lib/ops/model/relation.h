#pragma once
/// A relation: what joins an endpoint of this application to another application.

#include "ops/base/value.h"
#include "ops/model/pointers.h"
#include "ops/model/relation_data.h"

namespace ops {

/// `ops.RemoteModel`
struct RemoteModel {
  std::string uuid = {};
  OPS_VALUE(RemoteModel);
};

/// `ops.Relation`. Model makes and keeps them: a pointer to one is good as long as the Model.
class Relation {
 public:
  /// Asks Juju for the units, and for the application where neither they nor the event tell it.
  /// Throws ModelError. A relation that Juju does not know any more has no units and is inactive.
  Relation(Model& model, std::string_view endpoint, int id, bool active);
  Relation(const Relation&) = delete;
  Relation& operator=(const Relation&) = delete;
  ~Relation();

  /// The endpoint on this side: "db".
  const std::string& name() const;
  int id() const;
  /// The remote application; of a peer relation, our own. Null when nobody knows it any more, which
  /// happens while a relation breaks.
  Application* app() const;
  /// The remote units; of a peer relation, the other units of ours. By name.
  Pointers<Unit> units() const;
  /// False when the relation is breaking or gone: in its relation-broken event, for one.
  bool active() const;
  /// What each side has put there.
  RelationData data() const;
  /// The model that the remote application is in; asked for once. Juju 3.6.2 and later tell it:
  /// throws juju::HookToolError before, and ModelError.
  const RemoteModel& remote_model();

 private:
  struct State;
  State& known() const;
  State* state_;
};

}  // namespace ops
