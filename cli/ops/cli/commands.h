#pragma once
/// The commands of `ops-cpp`.

namespace ops::cli {

/// Runs the command that the arguments name. Its exit code: 0, or 1 with a sentence on stderr; 2
/// for arguments that are wrong.
int run_command(int argc, const char* const* argv);

}  // namespace ops::cli
