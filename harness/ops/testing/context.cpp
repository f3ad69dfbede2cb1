#include "ops/testing/context.h"

#include <memory>

#include "ops/base/fields.h"
#include "ops/testing/consistency/check.h"
#include "ops/testing/context_meta.h"
#include "ops/testing/play.h"

namespace ops::testing {

OPS_FIELDS(ContextOptions, meta, config, actions, charm_root, juju_version, app_name, unit_id,
           machine_id, availability_zone, principal_unit, capture_framework_events)

namespace {

ContextOptions with_root(ContextOptions options, const char* charm_root) {
  if (options.charm_root.empty()) options.charm_root = charm_root;
  return options;
}

}  // namespace

AnyContext::AnyContext(const CharmMaker* maker, const ContextOptions& options,
                       const char* charm_root)
    : maker_(maker), options_(with_root(options, charm_root)) {
  std::unique_ptr<const CharmMaker> guard(maker);  // until nothing more can throw
  juju_version_ = JujuVersion::parse(options_->juju_version);
  meta_ = metadata_of(*options_, maker->kind());
  warnings.append(doubts_about(*meta_));
  (void)guard.release();
}
AnyContext::AnyContext(const CharmMaker* maker, const char* charm_root)
    : AnyContext(maker, ContextOptions{}, charm_root) {}
AnyContext::~AnyContext() { delete maker_; }

Outcome AnyContext::play(const Event& event, const State& state) const {
  const List<std::string> doubts =
      check_consistency(*meta_, event, state, juju_version_, options_->unit_id);
  Outcome outcome = testing::play({*maker_, *meta_, *options_, juju_version_}, event, state);
  outcome.warnings = doubts;
  return outcome;
}

State AnyContext::run(const Event& event, const State& state) {
  const Outcome outcome = play(event, state);
  warnings.append(outcome.warnings);
  juju_log.append(outcome.juju_log);
  unit_status_history.append(outcome.unit_status_history);
  app_status_history.append(outcome.app_status_history);
  workload_version_history.append(outcome.workload_version_history);
  emitted_events.append(outcome.emitted_events);
  return outcome.state;
}

}  // namespace ops::testing
