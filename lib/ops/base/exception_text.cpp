#include "ops/base/exception_text.h"

#include <cxxabi.h>

#include <cstdlib>
#include <exception>
#include <memory>
#include <typeinfo>

namespace ops::base {

namespace {

std::string readable(const std::type_info* type) {
  if (!type) return "an exception of unknown type";
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> name(
      abi::__cxa_demangle(type->name(), nullptr, nullptr, &status), std::free);
  return name ? name.get() : type->name();
}

std::string text_of(const std::exception& error) {
  const std::string text = readable(&typeid(error)) + ": " + error.what();
  try {
    std::rethrow_if_nested(error);
  } catch (...) {
    return text + "; caused by " + current_exception_text();
  }
  return text;
}

}  // namespace

std::string current_exception_text() {
  try {
    throw;
  } catch (const std::exception& error) {
    return text_of(error);
  } catch (...) {
    return readable(abi::__cxa_current_exception_type()) + " (not a std::exception)";
  }
}

std::string current_exception_type() {
  const std::string name = readable(abi::__cxa_current_exception_type());
  const std::size_t scope = name.substr(0, name.find_first_of("<(")).rfind("::");
  return scope == name.npos ? name : name.substr(scope + 2);
}

}  // namespace ops::base
