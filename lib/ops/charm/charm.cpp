#include "ops/charm/charm.h"

#include "ops/juju/juju_context.h"

namespace ops {

CharmBase::CharmBase(Framework& framework)
    : Object(framework, framework.charm_kind()), on_(*this) {}
CharmBase::~CharmBase() = default;

const meta::CharmMeta& CharmBase::meta() const { return model().parts().meta; }
const std::string& CharmBase::charm_dir() const { return model().context().charm_dir; }

CharmMaker::~CharmMaker() = default;

}  // namespace ops
