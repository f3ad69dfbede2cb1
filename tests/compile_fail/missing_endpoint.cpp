// ERROR: Required<
#include "ops/testing/testing.h"
using namespace ops::testing;
#ifdef OK
Relation r{.endpoint = "db", .id = 3};
#else
Relation r{.id = 3};
#endif
