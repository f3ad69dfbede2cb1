#pragma once
/// network-get, open-port and their like. For .cpp files.

#include "ops/testing/fakes/world.h"

namespace ops::testing {

// Each is the function of juju::HookTools of its name. They throw HookCommandError, in Juju's
// words.

/// The State's Network of that binding, or else a default one. Fails unless metadata has such an
/// endpoint, that is none of a subordinate's, or such an extra binding; "juju-info" is always
/// there.
juju::Network network_get(const World& world, const std::string& binding);

/// Fail for a port beyond 1 to 65535, and for one that has, or lacks, a number against its
/// protocol. Opening an open port, and closing a closed one, does nothing.
void open_port(World& world, const juju::Port& port);
void close_port(World& world, const juju::Port& port);
List<juju::Port> opened_ports(const World& world, bool endpoints);

}  // namespace ops::testing
