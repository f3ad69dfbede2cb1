#pragma once
/// Hook tools as programs: run for their effect, or for their answer. For .cpp files.

#include <string>
#include <string_view>
#include <vector>

#include "ops/juju/errors.h"
#include "ops/juju/process.h"
#include "ops/juju/tool_answers.h"

namespace ops::juju {

/// The name of a hook tool and its arguments.
class Argv {
 public:
  Argv(std::initializer_list<std::string> all) : all_(all) {}

  Argv& add(std::string argument) { return all_.push_back(std::move(argument)), *this; }
  /// `flag` and its value behind it, if there is one.
  Argv& option(const char* flag, const Optional<std::string>& value);
  Argv& option(const char* flag, const Optional<int>& value);
  Argv& flag_if(bool wanted, const char* flag) { return wanted ? add(flag) : *this; }

  const std::vector<std::string>& all() const { return all_; }

 private:
  std::vector<std::string> all_;
};

/// How a call is run.
struct CallOptions {
  const std::string* input = nullptr;  ///< What the tool's stdin gives; null for nothing.
  const Argv* redacted = nullptr;      ///< What errors are to say that the arguments were.
};

/// The error of a tool that did not succeed; `said` is what it is to say of the arguments.
HookCommandError failure_of(const Argv& said, Finished tool);

/// Runs the tool; gives what it wrote to stdout. Throws HookCommandError and HookToolError.
std::string tell(const Argv& argv, CallOptions options = {});

/// In a catch clause for AnswerError: throws the HookToolError that says which tool it was.
[[noreturn]] void cannot_read(const Argv& argv, const std::string& why);

/// Runs the tool; gives what `read` makes of what it wrote.
template <class Read>
auto ask(const Argv& argv, Read read) {
  const std::string out = tell(argv);
  try {
    return read(out);
  } catch (const AnswerError& error) {
    cannot_read(argv, error.what());
  }
}

}  // namespace ops::juju
