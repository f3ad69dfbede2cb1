#pragma once
/// What a test leads to, held against a JSON file that is kept beside the test.
///
///     const State after = ctx.run(ctx.on.start(), State{});
///     check_golden(after, "started.json");
///
/// OPS_ACCEPT=1 in the environment writes the file, which is then to be read, and committed. Works
/// with every test framework; with doctest, OPS_CHECK_GOLDEN goes on after a failure.

#include "ops/base/errors.h"
#include "ops/testing/outcome.h"

namespace ops::testing {

/// The value is not what the file says, or there is no such file. The message has each difference
/// as a path, what the file says and what was got, and how to accept it.
class GoldenMismatch : public Error {
 public:
  using Error::Error;
};

/// Compares `actual` with the file `name` in the directory of the source file that calls this, or
/// at `name` if that is absolute. Members that the file leaves out have their default.
///
/// With OPS_ACCEPT=1 the file is written instead, in a form for people (see json.h), if it would
/// change. Throws GoldenMismatch, ParseError when the file cannot be understood, and RuntimeError
/// when it cannot be written.
void check_golden(const State& actual, std::string_view name,
                  const char* source = __builtin_FILE());
void check_golden(const Outcome& actual, std::string_view name,
                  const char* source = __builtin_FILE());

/// The same as text: empty when they are equal, or the file was written; else the message of
/// GoldenMismatch.
std::string golden_difference(const State& actual, std::string_view name,
                              const char* source = __builtin_FILE());
std::string golden_difference(const Outcome& actual, std::string_view name,
                              const char* source = __builtin_FILE());

}  // namespace ops::testing
