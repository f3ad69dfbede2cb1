#include "ops/framework/event.h"

#include "ops/base/text.h"
#include "ops/framework/event_path.h"
#include "ops/framework/framework.h"

namespace ops {

namespace framework {

std::string_view joined_kind(const Object& emitter, std::string_view of, std::string_view kind) {
  return emitter.framework().keep_name((base::underscored(of) += '_').append(kind));
}

}  // namespace framework

EventBase::~EventBase() = default;

std::string_view EventBase::kind() const { return framework::EventPath(path_).kind; }

void EventBase::defer() {
  deferred_ = true;
  if (framework_) framework_->logger().debug("Deferring " + path_ + ".");
}

store::Snapshot EventBase::snapshot() const { return {}; }
void EventBase::restore(const store::Snapshot&, Model&) {}

void UndeferrableEvent::defer() {
  throw RuntimeError("cannot defer " + std::string(kind()) +
                     ": it is over when its handlers return; do what it asks for now");
}

void LifecycleEvent::defer() { throw RuntimeError("cannot defer lifecycle events"); }

}  // namespace ops
