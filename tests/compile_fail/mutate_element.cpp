// ERROR: read-only object|not assignable|const-qualified type
#include "ops/testing/testing.h"
using namespace ops::testing;
void f(State& state) {
#ifdef OK
  Container container = state.containers["demo"];
  container.can_connect = true;
  state.containers = state.containers.with(container);
#else
  state.containers["demo"].can_connect = true;
#endif
}
