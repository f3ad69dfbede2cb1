#include "ops/testing/fakes/fake_hook_tools.h"

#include <algorithm>

namespace ops::testing {

namespace {

constexpr std::string_view kSettable[] = {"active", "blocked", "maintenance", "waiting"};

void check_settable(const std::string& name) {
  if (std::ranges::find(kSettable, name) == std::end(kSettable))
    throw juju::HookCommandError(
        {.cmd = {"status-set"},
         .returncode = 2,
         .err = "ERROR invalid status \"" + name +
                "\", expected one of [maintenance blocked waiting active]\n"});
}

}  // namespace

juju::UnitStatus FakeHookTools::status_get() {
  const Status& status = state_->unit_status;
  return {.status = std::string(name_of(status)), .message = message_of(status)};
}

juju::AppStatus FakeHookTools::status_get_app() {
  const Status& status = state_->app_status;
  return {.status = std::string(name_of(status)), .message = message_of(status)};
}

void FakeHookTools::status_set(bool application, const std::string& name,
                               const base::Optional<std::string>& message) {
  check_settable(name);
  Status& status = application ? state_->app_status : state_->unit_status;
  (application ? app_statuses : unit_statuses).add(status);
  status = status_from_name(name, message.value_or(""));
}

void FakeHookTools::application_version_set(const std::string& version) {
  if (!state_->workload_version.empty()) workload_versions.add(state_->workload_version);
  state_->workload_version = version;
}

base::Config FakeHookTools::config_get() {
  base::Config all = state_->config;
  for (const auto& [name, option] : meta_->options)
    if (option.default_ && !all.contains(name)) all = all.with(name, *option.default_);
  return all;
}

void FakeHookTools::juju_log(LogLevel level, std::string_view message) {
  log.add({.level = std::string(to_string(level)), .message = std::string(message)});
}

}  // namespace ops::testing
