#include "ops/testing/events.h"

#include "ops/base/text.h"
#include "ops/framework/event_path.h"

namespace ops::testing {

Event Events::install() const { return {.name = "install"}; }
Event Events::start() const { return {.name = "start"}; }
Event Events::stop() const { return {.name = "stop"}; }
Event Events::remove() const { return {.name = "remove"}; }
Event Events::config_changed() const { return {.name = "config_changed"}; }
Event Events::update_status() const { return {.name = "update_status"}; }
Event Events::upgrade_charm() const { return {.name = "upgrade_charm"}; }
Event Events::leader_elected() const { return {.name = "leader_elected"}; }
Event Events::collect_app_status() const { return {.name = "collect_app_status"}; }
Event Events::collect_unit_status() const { return {.name = "collect_unit_status"}; }

Event Events::pebble_ready(const Container& container) const {
  return {.name = base::underscored(container.name) + "_pebble_ready",
          .kind = EventKind::pebble_ready,
          .container = container};
}

DeferredEvent deferred(const Event& event, std::string_view charm_kind, std::string_view handler,
                       int event_id) {
  DeferredEvent deferred{.handle_path = framework::event_path(charm_kind, event.name, event_id),
                         .owner = std::string(charm_kind),
                         .observer = std::string(handler)};
  if (event.container) deferred.snapshot_data = {{"container_name", event.container->name}};
  return deferred;
}

}  // namespace ops::testing
