#pragma once
/// A program run to its end: what is behind each hook tool, and legacy hooks. For .cpp files.

#include <cstddef>
#include <string>
#include <vector>

namespace ops::juju {

/// What a program left behind.
struct Finished {
  int exit_code = 0;     ///< 0 also where a signal ended it.
  int signal = 0;        ///< The number of the signal that ended it, else 0.
  std::string out = {};  ///< All of its stdout, byte for byte.
  std::string err = {};  ///< All of its stderr.

  bool succeeded() const { return exit_code == 0 && signal == 0; }
};

/// Of stdout and of stderr each: a tool that writes more is killed.
inline constexpr std::size_t kMostOutput = 64UL * 1024 * 1024;

/// All of `text` to the open `file`; false when that fails, with the reason in errno.
bool write_all(int file, const std::string& text);

/// Runs argv[0], found on PATH, with these arguments, this environment and no shell; returns when
/// it has ended and its stdout and stderr are closed.
///
/// Its stdin is `input`, or /dev/null when that is null; it need not read it. Throws HookToolError
/// when it cannot be started, when an argument holds a NUL byte, and when it writes more than
/// kMostOutput; whatever was started has ended then, too.
Finished run(const std::vector<std::string>& argv, const std::string* input = nullptr);

/// Runs the program at the path `program`, without arguments, with this process's environment,
/// stdin, stdout and stderr; returns when it has ended, its `out` and `err` empty. Throws
/// std::system_error when it cannot be started.
Finished run_attached(const std::string& program);

}  // namespace ops::juju
