#pragma once
/// Commands that a charm has Pebble run. For .cpp files.

#include "ops/pebble/client.h"
#include "ops/testing/fakes/container_world.h"
#include "ops/testing/state/container.h"
#include "ops/testing/state/exec_args.h"

namespace ops::testing {

ExecArgs exec_args_of(const List<std::string>& command, const pebble::ExecOptions& options);

/// The one with the longest prefix that fits; null when none does.
const Exec* find_exec(const Set<Exec>& execs, const List<std::string>& command);

/// How Pebble starts a command: by whom, where, and with what environment. Throws
/// pebble::APIError for a user and a directory that there is not.
Launch launch_of_command(const List<std::string>& command, const pebble::ExecOptions& options,
                         ContainerWorld& world);

/// The command, which has ended already, as the Container's Exec with the longest prefix that fits
/// tells. Throws RuntimeError, which is no error of Pebble's, when none fits.
pebble::ExecProcess run_mocked(const Container& container, const List<std::string>& command,
                               const pebble::ExecOptions& options);

}  // namespace ops::testing
