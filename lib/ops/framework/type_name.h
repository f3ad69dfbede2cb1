#pragma once
/// The name of a class, from the class.

#include <string_view>

namespace ops::framework {

/// "FastApiDemoCharm" for any `FastApiDemoCharm`, in whatever namespace, with every compiler: what
/// a charm keeps is found again by this name, as in Python, so it has to stay as it is.
template <class T>
consteval std::string_view type_name() {
  // g++:   ... type_name() [with T = demo::Charm; std::string_view = ...]
  // clang: ... type_name() [T = demo::Charm]
  std::string_view name = __PRETTY_FUNCTION__;
  name.remove_prefix(name.find("T = ") + 4);
  name = name.substr(0, name.find_first_of(";]"));
  return name.substr(name.rfind(':') + 1);
}

}  // namespace ops::framework
