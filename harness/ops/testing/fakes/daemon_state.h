#pragma once
/// A Pebble's daemon to and from the Container that holds what it knows. For .cpp files.

#include <memory>

#include "ops/testing/fakes/container_world.h"
#include "ops/testing/fakes/daemon.h"

namespace ops::testing {

/// The daemon that has come to what `container` says.
std::unique_ptr<Daemon> daemon_of(const Container& container, ContainerWorld& world);

/// What the daemon knows, as the container's.
void write_daemon(Daemon& daemon, ContainerWorld& world, Container& container);

/// What a State says of a service; of one that waits for its next start: error.
pebble::ServiceStatus status_of(Phase phase);

/// How a check is; null when the daemon does not know it.
pebble::CheckInfo record_of(const CheckRun& check);

/// The notice that tells of a change.
Notice notice_of(const ChangeRun& change);

}  // namespace ops::testing
