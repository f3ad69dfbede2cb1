#include "ops/testing/context.h"

#include <memory>

#include "ops/base/fields.h"
#include "ops/testing/advance.h"
#include "ops/testing/consistency/check.h"
#include "ops/testing/context_meta.h"
#include "ops/testing/event_context.h"

namespace ops::testing {

OPS_FIELDS(ContextOptions, meta, config, actions, charm_root, juju_version, app_name, unit_id,
           machine_id, availability_zone, principal_unit, app_trusted, capture_framework_events,
           capture_deferred_events, bare_charm_errors, skip_consistency_checks)

namespace {

List<ExecArgs> joined(const List<ExecArgs>* before, const List<ExecArgs>& more) {
  if (!before) return more;
  List<ExecArgs> all = *before;
  for (const ExecArgs& one : more) all = all.with(one);
  return all;
}

ContextOptions with_root(ContextOptions options, const char* charm_root) {
  if (options.charm_root.empty()) options.charm_root = charm_root;
  return options;
}

}  // namespace

AnyContext::AnyContext(const CharmMaker* maker, const ContextOptions& options,
                       const char* charm_root)
    : maker_(maker),
      options_(with_root(options, charm_root)),
      storage_dirs_(nullptr),
      programs_(nullptr) {
  std::unique_ptr<const CharmMaker> guard(maker);  // until nothing more can throw
  juju_version_ = JujuVersion::parse(options_->juju_version);
  meta_ = metadata_of(*options_, maker->kind());
  option_defaults_ = defaults_of(meta_->options);
  fault_ = fault_of(meta_->options);
  on = Events(app_name_of(*options_, *meta_));
  warnings.append(doubts_about(*meta_));
  storage_dirs_ = new StorageDirs;
  programs_ = new ProgramFunctions;
  (void)guard.release();
}
AnyContext::AnyContext(const CharmMaker* maker, const char* charm_root)
    : AnyContext(maker, ContextOptions{}, charm_root) {}
AnyContext::~AnyContext() {
  delete maker_;
  delete storage_dirs_;
  delete programs_;
}

Setting AnyContext::setting() const {
  return {*maker_,   *meta_,        fault_,         option_defaults_,
          *options_, juju_version_, *storage_dirs_, *programs_};
}

State AnyContext::advance(const State& state, const base::Duration& duration) const {
  return advanced(state, duration, *programs_);
}

std::string AnyContext::storage_dir(const Storage& storage) const {
  return storage_dirs_->of(storage.name, storage.index);
}

List<std::string> AnyContext::check(const Event& event, const State& state) const {
  if (options_->skip_consistency_checks) return {};
  return check_consistency(*meta_, event, state, juju_version_, options_->unit_id);
}

Outcome AnyContext::play(const Event& event, const State& state) const {
  const List<std::string> doubts = check(event, state);
  Played played = testing::play(setting(), event, state);
  if (played.failure) std::rethrow_exception(played.failure);
  played.outcome.warnings = doubts;
  return played.outcome;
}

State AnyContext::run(const Event& event, const State& state) {
  warnings.append(check(event, state));
  return finish(event, testing::play(setting(), event, state));
}

void AnyContext::tell(const Event& event, const Outcome& outcome) {
  juju_log.append(outcome.juju_log);
  unit_status_history.append(outcome.unit_status_history);
  app_status_history.append(outcome.app_status_history);
  workload_version_history.append(outcome.workload_version_history);
  emitted_events.append(outcome.emitted_events);
  removed_secret_revisions.append(outcome.removed_secret_revisions);
  for (const auto& [container, all] : outcome.exec_history)
    exec_history = exec_history.with(container, joined(exec_history.find(container), all));
  for (const auto& [storage, count] : outcome.requested_storages) {
    const int* before = requested_storages.find(storage);
    requested_storages = requested_storages.with(storage, count + (before ? *before : 0));
  }
  if (!event.action) return;
  action_logs = outcome.action_logs;
  action_results = outcome.action_results.value_or({});
}

State AnyContext::finish(const Event& event, const Played& played) {
  tell(event, played.outcome);
  if (played.failure) std::rethrow_exception(played.failure);
  const auto& failed = played.outcome.action_failure;
  if (failed) throw ActionFailed(*failed, played.outcome.state);
  return played.outcome.state;
}

}  // namespace ops::testing
