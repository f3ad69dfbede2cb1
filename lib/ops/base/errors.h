#pragma once
/// The root of every exception that ops throws.

#include <exception>
#include <string>

namespace ops {

/// Holds one sentence: "cannot <do> <what>: <why>; <what to do>".
class Error : public std::exception {
 public:
  explicit Error(std::string message);
  ~Error() override;
  Error(const Error&);
  Error& operator=(const Error&) = delete;
  const char* what() const noexcept override;

 private:
  std::string message_;
};

/// What was asked for is not there; the message lists what is. Python's KeyError.
class LookupError : public Error {
 public:
  using Error::Error;
};

/// Text, YAML or JSON that cannot become a value. The message begins with where: the path of the
/// field, or the file and line.
class ParseError : public Error {
 public:
  using Error::Error;
};

/// A call that makes no sense at this point, such as deferring a stop event. Python's RuntimeError.
class RuntimeError : public Error {
 public:
  using Error::Error;
};

/// A value that breaks a rule: Juju's, or one of the charm's author. Python's ValueError.
class ValueError : public Error {
 public:
  using Error::Error;
};

/// A value of a type that will not do. Python's TypeError.
class TypeError : public Error {
 public:
  using Error::Error;
};

/// Ends the dispatch at once with this exit code; nothing that the charm deferred or stored in it
/// is kept. No std::exception, so that no handler takes it for an error: `sys.exit()` in Python.
struct Abort {
  int exit_code = 0;
};

}  // namespace ops
