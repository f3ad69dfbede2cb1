/// A charm that puts things off, for the tests of dispatch.
#include <unistd.h>

#include <stdexcept>

#include "ops/base/values.h"
#include "ops/framework/stored_state.h"
#include "ops/main.h"

namespace {

class DeferringCharm : public ops::CharmBase {
 public:
  explicit DeferringCharm(ops::Framework& framework) : CharmBase(framework) {
    framework.observe<&DeferringCharm::on_start>(on().start, *this);
    framework.observe<&DeferringCharm::on_config_changed>(on().config_changed, *this);
    framework.observe<&DeferringCharm::on_web_ready>(on()["web-1"].pebble_ready, *this);
    framework.observe<&DeferringCharm::on_update_status>(on().update_status, *this);
    framework.observe<&DeferringCharm::on_collect_status>(on().collect_unit_status, *this);
  }

 private:
  /// A file of this name in the charm's directory says so.
  bool is_told_to(const char* what) const {
    return access((charm_dir() + '/' + what).c_str(), F_OK) == 0;
  }

  void on_start(ops::StartEvent& event) { wait_or_say("start", event); }
  void on_web_ready(ops::PebbleReadyEvent& event) {
    wait_or_say("ready " + event.workload.name(), event);
  }
  void wait_or_say(const std::string& what, ops::EventBase& event) {
    if (is_told_to("defer")) {
      count(put_off_);
      return event.defer();
    }
    count(done_);
    logger().info("done: " + what);
  }
  static void count(ops::StoredState& what) {
    what.set_default({{"times", 0}});
    what["times"] = what.get("times").as_int() + 1;
  }

  void on_config_changed(ops::ConfigChangedEvent&) {
    unit().set_workload_version(ops::base::to_string(config()["port"]));
  }

  void on_update_status(ops::UpdateStatusEvent&) {
    if (is_told_to("throw")) throw std::runtime_error("told to");
  }

  void on_collect_status(ops::CollectStatusEvent& event) {
    event.add_status(ops::ActiveStatus{});
    if (is_told_to("defer")) event.add_status(ops::WaitingStatus{"told to wait"});
  }

  ops::StoredState done_{*this, "done"};
  ops::StoredState put_off_{*this, "put_off"};
};

}  // namespace

int main() { return ops::main<DeferringCharm>(); }
