#pragma once
/// Juju, as a charm meets it in a test. For .cpp files.

#include "ops/base/list_builder.h"
#include "ops/meta/charm_meta.h"
#include "ops/testing/fakes/unplayed_hook_tools.h"
#include "ops/testing/state/log_line.h"
#include "ops/testing/state/state.h"

namespace ops::testing {

/// Reads from a State and writes to it; notes what does not show in the State.
class FakeHookTools final : public UnplayedHookTools {
 public:
  /// Both must outlive it.
  FakeHookTools(State& state, const meta::CharmMeta& meta) : state_(&state), meta_(&meta) {}

  juju::UnitStatus status_get() override;
  juju::AppStatus status_get_app() override;
  /// Throws HookCommandError, as Juju refuses, for a status that charms cannot set.
  void status_set(bool application, const std::string& name,
                  const base::Optional<std::string>& message) override;
  void application_version_set(const std::string& version) override;
  bool is_leader() override { return state_->leader; }
  /// The State's options, and the defaults of those that it does not set.
  base::Config config_get() override;
  void juju_log(LogLevel level, std::string_view message) override;

  base::ListBuilder<JujuLogLine> log = {};
  base::ListBuilder<Status> unit_statuses = {};  ///< Those that were replaced.
  base::ListBuilder<Status> app_statuses = {};
  base::ListBuilder<std::string> workload_versions = {};

 private:
  State* state_;
  const meta::CharmMeta* meta_;
};

}  // namespace ops::testing
