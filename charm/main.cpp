#include "charm.h"
#include "ops/main.h"

int main() { return ops::main<FastApiDemoCharm>(); }
