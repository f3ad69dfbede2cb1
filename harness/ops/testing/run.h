#pragma once
/// Everything that one run works with. For .cpp files.

#include <memory>

#include "ops/charm/backend_events.h"
#include "ops/juju/backend.h"
#include "ops/juju/juju_logger.h"
#include "ops/testing/fakes/fake_clock.h"
#include "ops/testing/fakes/fake_hook_tools.h"
#include "ops/testing/fakes/fake_pebble.h"
#include "ops/testing/play.h"
#include "ops/testing/recorder.h"

namespace ops::testing {

/// A dispatch in two steps: the charm is made, and its event is emitted. Each does nothing once the
/// run is over, by an exception of the charm's or by its ending the dispatch (Abort).
class Run {
 public:
  /// `setting`, what it refers to, and `event` must outlive it.
  Run(const Setting& setting, const Event& event, const State& state);
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  void make_charm();
  void emit_event();

  /// Null before it is made, and when its constructor did not return.
  CharmBase* charm() const { return charm_.get(); }
  bool has_failed() const { return failure_ != nullptr; }
  /// All until now; to be asked for once.
  Played played();

 private:
  template <class Step>
  void attempt(Step step);
  void dispatch_event();
  void emit_main_event();
  Outcome outcome();

  const Setting& setting_;
  const Event& event_;
  State state_;
  juju::JujuContext context_;
  FakeClock clock_;
  World world_;
  FakeHookTools tools_;
  FakePebbles pebbles_;
  juju::Backend backend_;
  juju::JujuLogger logger_;
  BackendEvents backend_events_;
  Recorder recorder_;
  ops::Model model_;
  store::MemoryStore store_;
  std::string event_name_;
  std::unique_ptr<Framework> framework_ = {};
  std::unique_ptr<CharmBase> charm_ = {};
  bool over_ = false;
  bool committed_ = false;
  std::exception_ptr failure_ = {};
};

}  // namespace ops::testing
