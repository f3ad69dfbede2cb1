#include "environment.h"

#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace scripted {

Environment::Environment(const Json& variables) : before_(all()) {
  for (const auto& [name, value] : variables.items())
    setenv(name.c_str(), value.get<std::string>().c_str(), 1);
  set_ = all();
}

Environment::~Environment() {
  for (const auto& [name, _] : all())
    if (!before_.contains(name)) unsetenv(name.c_str());
  for (const auto& [name, value] : before_) setenv(name.c_str(), value.c_str(), 1);
}

Environment::Variables Environment::all() {
  Variables variables;
  for (char** one = environ; *one; ++one) {
    const std::string_view text = *one;
    const std::size_t equals = text.find('=');
    if (equals != text.npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

Json Environment::changed() const {
  const Variables now = all();
  Variables either = set_;
  either.insert(now.begin(), now.end());
  Json names = Json::array();
  for (const auto& [name, _] : either) {
    const auto was = set_.find(name), is = now.find(name);
    const bool same = was != set_.end() && is != now.end() && was->second == is->second;
    if (!same) names.push_back(name);
  }
  return names;
}

}  // namespace scripted
