// ERROR: SettableStatus
#include "ops/ops.h"
void f(ops::Unit& unit) {
#ifdef OK
  unit.set_status(ops::BlockedStatus{"no database"});
#else
  unit.set_status("blocked");
#endif
}
