#pragma once
/// What asking Juju can throw.

#include "ops/base/errors.h"

namespace ops {

/// Juju refused, or could not do, what the charm asked. what() is the hook tool's own message:
/// all that it wrote to stderr, its line break included, which may be nothing.
class ModelError : public Error {
 public:
  /// `note` tells which hook tool failed and how, since the message often does not.
  explicit ModelError(std::string message, std::string note = {});
  ~ModelError() override;
  ModelError(const ModelError&);
  /// "config-get exited with 1", "config-get was killed by signal 9"; empty when no program is
  /// behind the error. For logs: ops puts the like of it into an exception's notes.
  const std::string& note() const { return note_; }

 private:
  std::string note_;
};

namespace juju {

/// The seam to Juju itself is broken: a hook tool is missing or cannot be started, or what it
/// wrote cannot be read. No ModelError: a charm that expects Juju to refuse does not expect this.
class HookToolError : public Error {
 public:
  using Error::Error;
};

}  // namespace juju

}  // namespace ops
