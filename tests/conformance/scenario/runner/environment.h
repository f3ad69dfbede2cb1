#pragma once
/// The process's environment, changed for a while.

#include <map>
#include <string>

#include "json.h"

namespace scripted {

/// Has these variables set as long as it lives, and then all as it was.
class Environment {
 public:
  explicit Environment(const Json& variables);
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment();

  /// The names of those that differ from what they were when all were set.
  Json changed() const;

 private:
  using Variables = std::map<std::string, std::string>;
  static Variables all();
  Variables before_, set_;
};

}  // namespace scripted
