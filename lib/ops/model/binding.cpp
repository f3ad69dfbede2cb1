#include "ops/model/binding.h"

#include "ops/juju/backend.h"
#include "ops/model/model.h"

namespace ops {

Network Binding::ask() const {
  const auto network_of = [&](const base::Optional<int>& id) {
    return read_network(model_->backend().ask(&juju::HookTools::network_get, name_, id),
                        model_->parts().logger);
  };
  if (!relation_id_) return network_of({});
  try {
    return network_of(relation_id_);
  } catch (const RelationNotFoundError&) {
    return network_of({});  // the endpoint has a network without the relation, too
  }
}

const Network& Binding::network() {
  if (!network_) network_ = ask();
  return *network_;
}

}  // namespace ops
