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

/// An argument that cannot be right, whatever else holds. Python's ValueError, and its TypeError
/// where C++ takes what Python refuses.
class ValueError : public Error {
 public:
  using Error::Error;
};

/// Leaves the process with this exit code, at once: nothing is committed, and what Juju was told
/// stays told. No std::exception, so that a charm does not catch it by mistake.
struct Abort {
  int exit_code = 0;
};

}  // namespace ops
