#include "ops/testing/manager.h"

#include <memory>

#include "ops/testing/context.h"
#include "ops/testing/run.h"

namespace ops::testing {

struct AnyManager::Parts {
  Parts(AnyContext& of, const Event& what, const State& state, const Setting& with)
      : context(of), event(what), setting(with), run(setting, event, state) {}

  AnyContext& context;
  Event event;
  Setting setting;
  Run run;
  bool emitted = false;
};

AnyManager::AnyManager(AnyContext& context, const Event& event, const State& state)
    : parts_(nullptr) {
  context.warnings.append(context.check(event, state));
  auto parts = std::make_unique<Parts>(context, event, state, context.setting());
  parts->run.make_charm();
  if (parts->run.has_failed()) (void)context.finish(event, parts->run.played());
  parts_ = parts.release();
}
AnyManager::~AnyManager() { delete parts_; }

State AnyManager::run() {
  if (parts_->emitted)
    throw AlreadyEmittedError("cannot run " + parts_->event.name +
                              " again: a Manager runs its event once; begin another");
  parts_->emitted = true;
  parts_->run.emit_event();
  return parts_->context.finish(parts_->event, parts_->run.played());
}

CharmBase& AnyManager::any_charm() const {
  if (CharmBase* charm = parts_->run.charm()) return *charm;
  throw RuntimeError(
      "cannot get the charm: its constructor has ended the dispatch, so there is "
      "none; run() gives the State");
}

}  // namespace ops::testing
