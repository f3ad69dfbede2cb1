#pragma once
/// The model as the unit sees it: Juju's side of what a charm works with.

#include "ops/base/config_value.h"
#include "ops/model/application.h"
#include "ops/model/pointers.h"
#include "ops/model/unit.h"

namespace ops {

class Binding;
class Relation;
struct JujuVersion;
class Storages;

namespace base {
class Clock;
class Json;
}  // namespace base
namespace juju {
class Backend;
class HookTools;
struct CloudSpec;
struct JujuContext;
}  // namespace juju
namespace meta {
struct CharmMeta;
}

/// `ops.Model`. Nothing is asked of Juju before it is needed.
class Model {
 public:
  /// What a model works with; all of it must outlive the model.
  struct Parts {
    juju::Backend& backend;
    pebble::Clients& pebbles;
    Logger& logger;
    const meta::CharmMeta& meta;
    /// Whether a relation is made, and asks who is in it, only when somebody wants to know, and
    /// not, as ops does, when another of its endpoint is: for a test, in which many cost nothing
    /// then.
    bool relations_ask_late = false;
  };

  explicit Model(const Parts& parts);
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;
  ~Model();

  const std::string& name() const;
  const std::string& uuid() const;
  const juju::JujuContext& context() const;
  /// Every hook tool, bare: include ops/juju/hook_tools.h for them. `ops.hookcmds`.
  juju::HookTools& hook_tools() const;
  /// The time, and sleeping: include ops/base/clock.h. The machine's; in a test the State's, which
  /// passes at once.
  base::Clock& clock() const;
  /// The unit that the charm runs for, and its application.
  Unit& unit() { return unit_; }
  Application& app() { return app_; }
  /// The charm's options that have a value; asked for once in a dispatch. Throws ModelError.
  const base::Config& config();

  // ---- relations, what is known by them, and networks
  /// What Juju says of itself; 0.0.0 where it says nothing.
  const JujuVersion& juju_version() const;
  /// The unit, or application, of this name: always the same object. Whether there is one is not
  /// checked.
  Unit& get_unit(std::string_view name);
  Application& get_app(std::string_view name);
  /// All endpoints that the charm's metadata declares.
  base::List<std::string> relation_names() const;
  /// The relations of an endpoint, without the one that breaks in this event; asked for once.
  /// Throws LookupError when the metadata declares no such endpoint, and ModelError.
  /// `Model.relations`.
  Pointers<Relation> relations(std::string_view endpoint);
  /// The only relation of an endpoint; null when there is none. Throws TooManyRelatedAppsError when
  /// there are several, and what relations() throws.
  Relation* get_relation(std::string_view endpoint);
  /// The relation of this id. One that is not among relations() is made anew each time, and
  /// inactive: Juju may still tell its data. Throws what relations() throws.
  Relation& get_relation(std::string_view endpoint, int id);
  /// What an endpoint or an extra binding, or a relation, is bound to. Asks Juju nothing.
  Binding& get_binding(std::string_view name);
  Binding& get_binding(const Relation& relation);

  const Parts& parts() const { return parts_; }
  juju::Backend& backend() const { return parts_.backend; }

  /// The secret, with its content, which is asked for at once. Throws ValueError when both texts
  /// are missing or empty, SecretNotFoundError, and ModelError when Juju refuses.
  Secret get_secret(const SecretRef& ref);

  /// The storages that metadata declares.
  base::List<std::string> storage_names() const;
  /// Those of this name that are attached; asked for once in a dispatch. Throws LookupError when
  /// metadata declares none of that name, and ModelError.
  Storages storages(std::string_view name);
  /// Asks Juju for more of them; a storage-attached event tells of each. Throws ModelError, also
  /// when metadata declares none of that name.
  void request_storage(std::string_view name, int count = 1);

  /// The path of a resource's file; asked for once in a dispatch. Throws LookupError when metadata
  /// declares none of that name, and ModelError.
  const std::string& fetch_resource(std::string_view name);

  /// The cloud that the model is on: include ops/model/cloud_spec.h. Throws ModelError when the
  /// charm was deployed without --trust.
  juju::CloudSpec get_cloud_spec();

  /// What a charm of old Jujus wants to run on Kubernetes. Throws ModelError unless this unit is
  /// the leader. `ops.Pod.set_spec`.
  void set_pod_spec(const base::Json& spec, const base::Optional<base::Json>& k8s_resources = {});

 private:
  struct Kept;
  Kept& kept();
  void check_endpoint(std::string_view endpoint) const;
  bool is_breaking(int relation_id) const;
  Relation* find_alone(std::string_view endpoint, int id);
  Relation* relation_alone(std::string_view endpoint, int id);

  Parts parts_;
  Unit unit_;
  Application app_;
  base::Optional<base::Config> config_ = {};
  Kept* kept_ = nullptr;
};

}  // namespace ops
