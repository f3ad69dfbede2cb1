#include "ops/testing/play.h"

#include <algorithm>
#include <exception>
#include <memory>

#include "ops/base/exception_text.h"
#include "ops/base/list_builder.h"
#include "ops/charm/backend_events.h"
#include "ops/charm/dispatch.h"
#include "ops/juju/backend.h"
#include "ops/juju/juju_logger.h"
#include "ops/testing/fakes/fake_clock.h"
#include "ops/testing/fakes/fake_hook_tools.h"
#include "ops/testing/fakes/fake_pebble.h"
#include "ops/testing/kept.h"
#include "ops/version.h"

namespace ops::testing {

namespace {

std::string hook_name_of(const Event& event) {
  std::string name = event.name;
  if (event.container) name.replace(0, event.container->name.size(), event.container->name);
  std::ranges::replace(name, '_', '-');
  return name;
}

std::string unit_name_of(const Setting& setting) {
  const std::string& app = setting.options.app_name;
  return (app.empty() ? setting.meta.name : app) + '/' + std::to_string(setting.options.unit_id);
}

juju::JujuContext context_of(const Setting& setting, const Event& event, const State& state) {
  const ContextOptions& options = setting.options;
  const std::string hook_name = hook_name_of(event);
  juju::JujuContext context{
      .dispatch_path = "hooks/" + hook_name,
      .hook_name = hook_name,
      .unit_name = unit_name_of(setting),
      .model_name = state.model->name,
      .model_uuid = state.model->uuid,
      .version = setting.juju_version,
      .charm_dir = options.charm_root,
      .availability_zone = options.availability_zone,
      .machine_id = options.machine_id,
      .principal_unit = options.principal_unit,
  };
  if (event.container) context.workload_name = event.container->name;
  return context;
}

/// Notes what is emitted.
class Recorder final : public framework::EmissionListener {
 public:
  explicit Recorder(bool framework_events) : framework_events_(framework_events) {}

  bool wants(const EventBase& event) const override {
    return framework_events_ || !event.is_lifecycle();
  }
  void emitted(const EventBase& event, const framework::EventType& type,
               const store::Snapshot& data) override {
    events.add({.type = std::string(type.name), .path = event.path(), .snapshot = data});
  }

  base::ListBuilder<EmittedEvent> events = {};

 private:
  bool framework_events_;
};

/// Everything that one run works with.
class Run {
 public:
  Run(const Setting& setting, const Event& event, const State& state)
      : maker_(&setting.maker),
        state_(state),
        context_(context_of(setting, event, state)),
        tools_(state_, setting.meta),
        pebbles_(state),
        backend_({tools_, clock_, context_}),
        logger_(backend_),
        recorder_(setting.options.capture_framework_events),
        model_({backend_, pebbles_, logger_, setting.meta}),
        store_(kept_in(state)) {}

  void dispatch_event() {
    logger_.debug(std::string("ops-cpp ") + kVersion + " up and running.");
    BackendEvents events(backend_);
    const std::string event_name = context_.event_name();
    Framework framework(
        {store_, logger_, model_, maker_->kind(), &recorder_, event_name, {}, &events});
    const std::unique_ptr<CharmBase> charm = [&] {
      const framework::EventContext constructing(framework, "__init__");
      return std::unique_ptr<CharmBase>(maker_->make(framework));
    }();
    dispatch(*charm, context_);
  }

  Outcome outcome() {
    state_.containers = pebbles_.containers();
    write_kept(store_, state_);
    return {.state = state_,
            .juju_log = tools_.log.done(),
            .unit_status_history = tools_.unit_statuses.done(),
            .app_status_history = tools_.app_statuses.done(),
            .workload_version_history = tools_.workload_versions.done(),
            .emitted_events = recorder_.events.done(),
            .exec_history = pebbles_.exec_history()};
  }

 private:
  const CharmMaker* maker_;
  State state_;
  juju::JujuContext context_;
  FakeHookTools tools_;
  FakePebbles pebbles_;
  FakeClock clock_;
  juju::Backend backend_;
  juju::JujuLogger logger_;
  Recorder recorder_;
  ops::Model model_;
  store::MemoryStore store_;
};

}  // namespace

Outcome play(const Setting& setting, const Event& event, const State& state) {
  Run run(setting, event, state);
  try {
    run.dispatch_event();
  } catch (...) {
    std::throw_with_nested(UncaughtCharmError("the charm threw while handling " + event.name +
                                              ": " + base::current_exception_text()));
  }
  return run.outcome();
}

}  // namespace ops::testing
