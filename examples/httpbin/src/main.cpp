#include "ops/main.h"

#include "charm.h"

int main() { return ops::main<HttpbinDemoCharm>(); }
