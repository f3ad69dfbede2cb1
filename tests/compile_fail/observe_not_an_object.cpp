// ERROR: the observer must be an ops::Object, for example the charm
#include "ops/ops.h"
#ifdef OK
struct Helper : ops::Object {
  using Object::Object;
#else
struct Helper {
#endif
  void on_start(ops::StartEvent&) {}
};
void f(ops::Framework& framework, ops::CharmBase& charm, Helper& helper) {
  framework.observe<&Helper::on_start>(charm.on().start, helper);
}
