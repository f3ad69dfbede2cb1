#include "ops/model/model.h"

#include "ops/juju/backend.h"
#include "ops/meta/charm_meta.h"
#include "ops/model/kept.h"

namespace ops {

Model::Model(const Parts& parts)
    : parts_(parts), unit_(*this, context().unit_name), app_(*this, context().app_name()) {
  base::List<std::string> peers;
  for (const auto& [endpoint, _] : parts.meta.peers) peers = peers.with(endpoint);
  if (!peers.empty()) backend().set_peer_endpoints(peers);
}
Model::~Model() { delete kept_; }

const std::string& Model::name() const { return context().model_name; }
const std::string& Model::uuid() const { return context().model_uuid; }

const JujuVersion& Model::juju_version() const { return context().version; }

const juju::JujuContext& Model::context() const { return parts_.backend.context(); }
juju::HookTools& Model::hook_tools() const { return parts_.backend.tools(); }
base::Clock& Model::clock() const { return parts_.backend.clock(); }

const base::Config& Model::config() {
  if (!config_) config_ = backend().ask(&juju::HookTools::config_get);
  return *config_;
}

}  // namespace ops
