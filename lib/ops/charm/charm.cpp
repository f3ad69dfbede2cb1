#include "ops/charm/charm.h"

#include <cstdlib>

#include "ops/base/clock.h"
#include "ops/base/text.h"
#include "ops/juju/juju_context.h"
#include "ops/pebble/durations.h"

namespace ops {

CharmBase::CharmBase(Framework& framework)
    : Object(framework, framework.charm_kind()), on_(*this) {}
CharmBase::~CharmBase() = default;

const meta::CharmMeta& CharmBase::meta() const { return model().parts().meta; }
const std::string& CharmBase::charm_dir() const { return model().context().charm_dir; }

void CharmBase::sleep(const base::Duration& duration) const {
  if (duration.ns() < 0)
    throw ValueError("cannot sleep for " + pebble::duration_text(duration.ns()) +
                     ": time only passes; give a length of time that is not negative");
  model().clock().sleep_ns(duration.ns());
}

base::Shared CharmBase::load(const base::TypedClass& of, ConfigErrors errors) const {
  base::Map<std::string, base::Json> values;
  for (const auto& [name, value] : config())
    values = values.with(base::underscored(name), base::json_of(value));
  try {
    return base::load_typed(of, values);
  } catch (const ValueError& error) {
    if (errors == ConfigErrors::raise) throw;
    unit().set_status(BlockedStatus{.message = std::string("Invalid config: ") + error.what()});
    throw Abort{EXIT_SUCCESS};
  }
}

CharmMaker::~CharmMaker() = default;

}  // namespace ops
