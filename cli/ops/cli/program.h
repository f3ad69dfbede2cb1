#pragma once
/// Programs that commands run, and programs that are packed.

#include <string>
#include <string_view>
#include <vector>

namespace ops::cli {

/// Runs argv[0], found on PATH, and waits for it; its output is appended to the file `log`. Its
/// exit code; 128 and the signal's number where one ended it. Throws CliError when it cannot be
/// started.
int run_quietly(const std::vector<std::string>& argv, const std::string& log);

/// As run_quietly, and throws CliError, with the end of its output, when it does not end with 0.
/// `variables` ("CFLAGS=-g") are its own beside those of this process.
void run_logged(const std::vector<std::string>& argv, const std::string& log,
                const std::vector<std::string>& variables = {});

/// What an ELF program runs on, as Juju and Debian call it: "amd64"; empty for what is no program
/// or for a machine that Juju does not know.
std::string architecture_of(std::string_view program);

}  // namespace ops::cli
