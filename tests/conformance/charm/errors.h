#pragma once
/// Exceptions as results tell them.

#include <exception>
#include <string>

#include "json.h"

namespace scripted {

/// What the operation `raise` throws: the charm's own exception, which nobody catches.
class Escape : public std::exception {
 public:
  explicit Escape(std::string message) : message_(std::move(message)) {}
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string message_;
};

/// Where Python refuses what C++ cannot even say (a text in the place of a number): thrown by the
/// operation itself, under the name of Python's class.
class PythonError : public std::exception {
 public:
  PythonError(std::string name, std::string message)
      : name_(std::move(name)), message_(std::move(message)) {}
  const std::string& name() const { return name_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string name_, message_;
};

/// The exception that is being handled, as FORMAT.md 6.2 has it: `error`, which is the name of the
/// class in ops, `message`, and what else the class holds. Only in a catch clause.
Json describe_current_exception();

}  // namespace scripted
