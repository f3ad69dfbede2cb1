#pragma once
/// What a script's operations are given, as the values that ops takes.

#include <string>

#include "json.h"
#include "ops/base/json.h"
#include "ops/base/value.h"

namespace scripted {

/// None when it is absent or null.
ops::base::Optional<std::string> text_of(const Json& a, const char* key);
ops::base::Optional<int> int_of(const Json& a, const char* key);
/// Empty when it is absent or null. Throws PythonError for a value that is no text.
ops::base::Map<std::string, std::string> texts_of(const Json& a, const char* key);

/// None when it is absent.
ops::base::List<std::string> names_of(const Json& a, const char* key);

/// The name of the class that Python has for it: "int", "NoneType", "bytes".
std::string python_class(const Json& value);

/// Null when there is none.
template <class T>
Json told(const ops::base::Optional<T>& value) {
  return value ? Json(*value) : Json();
}
Json told(const ops::base::Map<std::string, std::string>& texts);
Json told(const ops::base::List<std::string>& texts);
Json told(const ops::base::Json& value);

/// The word that ops has for it; what is unset is an empty text.
Json word_of(const ops::base::Type& type, const void* value);
template <class T>
Json word_of(const T& value) {
  return word_of(ops::base::type_of<T>(), &value);
}

}  // namespace scripted
