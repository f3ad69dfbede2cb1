#pragma once
/// The model as the unit sees it: Juju's side of what a charm works with.

#include "ops/base/config_value.h"
#include "ops/model/application.h"
#include "ops/model/unit.h"

namespace ops {

class Storages;

namespace base {
class Json;
}
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
  /// The unit that the charm runs for, and its application.
  Unit& unit() { return unit_; }
  Application& app() { return app_; }
  /// The charm's options that have a value; asked for once in a dispatch. Throws ModelError.
  const base::Config& config();

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
  struct Assets;

  Parts parts_;
  Unit unit_;
  Application app_;
  base::Optional<base::Config> config_ = {};
  Assets* assets_;
};

}  // namespace ops
