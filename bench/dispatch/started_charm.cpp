/// The least that a charm does: a start event that sets a status.
#include "ops/main.h"

namespace {

class StartedCharm : public ops::CharmBase {
 public:
  explicit StartedCharm(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&StartedCharm::on_start>(on().start, *this);
  }

 private:
  void on_start(ops::StartEvent&) { unit().set_status(ops::ActiveStatus{}); }
};

}  // namespace

int main() { return ops::main<StartedCharm>(); }
