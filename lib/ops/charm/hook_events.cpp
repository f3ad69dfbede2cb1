#include "ops/charm/hook_events.h"

#include "ops/base/log.h"
#include "ops/base/values.h"
#include "ops/juju/juju_context.h"
#include "ops/model/errors.h"
#include "ops/model/model.h"

namespace ops {

void JujuEvent::resolve(Model&, std::string_view) {}
void JujuEvent::accept(Model&) {}

void HookEvent::resolve(Model& model, std::string_view) {
  const std::string& unit = model.context().remote_unit_name;
  if (!unit.empty() && unit.find('/') == std::string::npos)
    throw RuntimeError("invalid remote unit name: " + unit);
}

/// As ops, whose events take an application and units only if they are about relations.
void HookEvent::accept(Model& model) {
  const juju::JujuContext& context = model.context();
  if (!context.remote_app_name.empty() || !context.remote_unit_name.empty() ||
      !context.relation_departing_unit_name.empty())
    throw RuntimeError(
        "cannot make an event of what Juju says: it names a remote application or "
        "unit, and the event is about none; unset JUJU_REMOTE_APP and its like");
}

void StopEvent::defer() { throw RuntimeError("cannot defer stop events"); }
void RemoveEvent::defer() { throw RuntimeError("cannot defer remove events"); }

void CollectMetricsEvent::restore(const store::Snapshot&, Model& model) { model_ = &model; }

void CollectMetricsEvent::add_metrics(const base::Map<std::string, MetricValue>& metrics,
                                      const base::Map<std::string, std::string>& labels) {
  ops::add_metrics(*model_, metrics, labels);
}

void CollectStatusEvent::restore(const store::Snapshot&, Model& model) { model_ = &model; }

void CollectStatusEvent::add_status_named(std::string_view name, const std::string& message) {
  add(status_from_name(name, message));
}

void CollectStatusEvent::add(const Status& status) {
  check_settable(status);
  const bool of_app = kind() == "collect_app_status";
  if (!status.get_if<ActiveStatus>())
    model_->parts().logger.debug(std::string("Adding ") + (of_app ? "app" : "unit") + " status " +
                                 base::to_string(status));
  of_app ? model_->app().collect(status) : model_->unit().collect(status);
}

}  // namespace ops
