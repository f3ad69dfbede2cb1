#include "ops/charm/backend_events.h"

#include "ops/juju/backend.h"

namespace ops {

void BackendEvents::tell() const {
  if (handled_.empty())
    backend_->leave_event();
  else
    backend_->enter_event(handled_.back().first, handled_.back().second);
}

void BackendEvents::entered(std::string_view kind, bool deferred) {
  handled_.emplace_back(kind, deferred);
  tell();
}

void BackendEvents::left() {
  handled_.pop_back();
  tell();
}

}  // namespace ops
