#pragma once
/// What takes part in events.

#include <string>
#include <string_view>

namespace ops {

class Framework;
class Logger;
class Model;

/// Has a place in the tree of objects, by whose path the framework finds it again in a later
/// dispatch. `ops.Object`.
class Object {
 public:
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  virtual ~Object();

  Framework& framework() const { return *framework_; }
  Model& model() const;
  /// Writes to Juju's log.
  Logger& logger() const;
  /// "MyCharm", "MyCharm/Ingress[web]"
  const std::string& path() const { return path_; }

 protected:
  /// Below `parent`. `kind` is the class's name, `key` tells objects of one class apart and may be
  /// empty. Throws RuntimeError when the path is taken.
  Object(Object& parent, std::string_view kind, std::string_view key);
  /// At the root.
  Object(Framework& framework, std::string_view kind);

 private:
  Framework* framework_;
  std::string path_;
};

}  // namespace ops
