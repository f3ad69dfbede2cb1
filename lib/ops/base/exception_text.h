#pragma once
/// An exception in words. For .cpp files.

#include <string>

namespace ops::base {

/// The exception that is being handled, and those nested in it, outermost first:
/// "std::runtime_error: no disk; caused by std::bad_alloc: std::bad_alloc". One that is no
/// std::exception is told by its type: "int (not a std::exception)".
///
/// Only in a catch clause.
std::string current_exception_text();

/// The type of the exception that is being handled, without its namespaces: "runtime_error".
///
/// Only in a catch clause.
std::string current_exception_type();

}  // namespace ops::base
