#include "ops/testing/run.h"

#include <cstdlib>

#include "ops/base/exception_text.h"
#include "ops/charm/dispatch.h"
#include "ops/testing/custom_event.h"
#include "ops/testing/event_context.h"
#include "ops/testing/fakes/action_tools.h"
#include "ops/testing/kept.h"
#include "ops/testing/pending_events.h"
#include "ops/version.h"

namespace ops::testing {

namespace {

/// What the charm has ended the dispatch with, or has thrown, as an UncaughtCharmError.
///
/// Only in a catch clause.
[[noreturn]] void throw_uncaught(const Event& event) {
  const std::string when = " while handling " + event.name;
  try {
    throw;
  } catch (const Abort& abort) {
    std::throw_with_nested(UncaughtCharmError("the charm ended the dispatch with exit code " +
                                              std::to_string(abort.exit_code) + when));
  } catch (...) {
    std::throw_with_nested(
        UncaughtCharmError("the charm threw" + when + ": " + base::current_exception_text()));
  }
}

/// What is to be thrown of what is being handled.
std::exception_ptr failure_of(const Event& event, bool bare) {
  try {
    throw;
  } catch (const NoObserverError&) {
    return std::current_exception();  // the test's own mistake, and not the charm's
  } catch (const BadOwnerPath&) {
    return std::current_exception();
  } catch (...) {
    if (bare) return std::current_exception();
    try {
      throw_uncaught(event);
    } catch (...) {
      return std::current_exception();
    }
  }
}

}  // namespace

Run::Run(const Setting& setting, const Event& event, const State& state)
    : setting_(setting),
      event_(event),
      state_(heard(event, state)),
      context_(context_of(setting, event, state)),
      clock_(state.elapsed.ns()),
      world_{.state = state_,
             .meta = setting.meta,
             .option_defaults = setting.option_defaults,
             .context = context_,
             .action = event.action ? &*event.action : nullptr,
             .app_trusted = setting.options.app_trusted,
             .clock = clock_,
             .storage_dirs = setting.storage_dirs},
      tools_(world_),
      pebbles_(state_, {.functions = &setting.programs, .clock = &clock_}),
      backend_({tools_, clock_, context_}),
      logger_(backend_),
      backend_events_(backend_),
      recorder_(setting.options.capture_framework_events),
      model_({backend_, pebbles_, logger_, setting.meta, true}),
      store_(kept_in(state, setting.storage_dirs)),
      event_name_(context_.event_name()) {}

template <class Step>
void Run::attempt(Step step) {
  if (over_) return;
  try {
    step();
    return;
  } catch (const Abort& abort) {
    if (abort.exit_code != EXIT_SUCCESS)
      failure_ = failure_of(event_, setting_.options.bare_charm_errors);
  } catch (...) {
    failure_ = failure_of(event_, setting_.options.bare_charm_errors);
  }
  over_ = true;
}

void Run::make_charm() {
  attempt([&] {
    logger_.debug(std::string("ops-cpp ") + kVersion + " up and running.");
    if (!setting_.fault.empty()) throw RuntimeError(setting_.fault);
    const CharmMaker& maker = setting_.maker;
    framework_ = std::make_unique<Framework>(Framework::Parts{
        store_, logger_, model_, maker.kind(), &recorder_, event_name_, {}, &backend_events_});
    const framework::EventContext constructing(*framework_, "__init__");
    charm_.reset(maker.make(*framework_));
  });
}

void Run::emit_event() {
  attempt([&] { dispatch_event(); });
  over_ = true;
}

void Run::dispatch_event() {
  if (setting_.options.capture_deferred_events) recorder_.add_deferred(*framework_, store_);
  dispatch(*charm_, event_name_, [&] { emit_main_event(); });
  committed_ = true;
}

void Run::emit_main_event() {
  if (event_.custom)
    emit_custom(*charm_, event_.name, *event_.custom);
  else if (!emit_juju_event(*charm_, event_name_))
    throw NoObserverError("cannot emit " + event_name_ +
                          ": the charm's metadata declares nothing that has this event");
}

/// What was not committed is not kept: the State's own deferred events and stored states stay.
Outcome Run::outcome() {
  state_.containers = pebbles_.containers();
  state_.elapsed = base::Duration::of_ns(clock_.monotonic_ns());
  if (committed_) write_kept(store_, state_);
  Traces& traces = world_.traces;
  Outcome all{.state = state_,
              .juju_log = traces.log.done(),
              .unit_status_history = traces.unit_statuses.done(),
              .app_status_history = traces.app_statuses.done(),
              .workload_version_history = traces.workload_versions.done(),
              .emitted_events = recorder_.events.done(),
              .exec_history = pebbles_.exec_history(),
              .requested_storages = traces.requested_storages,
              .removed_secret_revisions = traces.removed_secret_revisions.done(),
              .action_logs = traces.action_logs.done(),
              .action_failure = traces.action_failure};
  if (!traces.action_results.empty()) all.action_results = nested_results(traces.action_results);
  return all;
}

Played Run::played() { return {outcome(), failure_}; }

}  // namespace ops::testing
