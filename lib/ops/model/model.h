#pragma once
/// The model as the unit sees it: Juju's side of what a charm works with.

#include "ops/base/config_value.h"
#include "ops/model/application.h"
#include "ops/model/unit.h"

namespace ops {

namespace juju {
class Backend;
class HookTools;
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

 private:
  Parts parts_;
  Unit unit_;
  Application app_;
  base::Optional<base::Config> config_ = {};
};

}  // namespace ops
