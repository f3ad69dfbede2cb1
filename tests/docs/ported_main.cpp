#include "ported_charm.h"

int main() { return ops::main<ported::PortedCharm>({.use_juju_for_storage = false}); }
