#pragma once
/// What asking Juju can throw.

#include "ops/base/errors.h"
#include "ops/base/value.h"

namespace ops {

/// Juju refused, or could not do, what the charm asked. what() is the hook tool's own message:
/// all that it wrote to stderr, its line break included, which may be nothing. `ops.ModelError`.
class ModelError : public Error {
 public:
  /// `note` tells which hook tool failed and when, since the message often does not.
  explicit ModelError(std::string message, std::string note = {});
  ~ModelError() override;
  ModelError(const ModelError&);
  /// "config-get failed during the 'start' hook"; empty when no hook tool is behind the error. For
  /// logs: ops puts the like of it into an exception's notes.
  const std::string& note() const { return note_; }

 private:
  std::string note_;
};

/// The relation is not there, or not any more. what() is empty, as in ops.
/// `ops.RelationNotFoundError`.
class RelationNotFoundError : public ModelError {
 public:
  explicit RelationNotFoundError(std::string note = {}) : ModelError({}, std::move(note)) {}
};

/// No such secret, or not for this unit. what() is empty, as in ops. `ops.SecretNotFoundError`.
class SecretNotFoundError : public ModelError {
 public:
  explicit SecretNotFoundError(std::string note = {}) : ModelError({}, std::move(note)) {}
};

namespace juju {

/// A hook tool exited with other than 0, or a signal ended it. The model makes a ModelError of it;
/// who calls HookTools gets it as it is. `ops.hookcmds.Error`.
class HookCommandError : public Error {
 public:
  struct Details {
    base::List<std::string> cmd = {};  ///< Name and arguments; "<redacted>" for what is secret.
    int returncode = 0;                ///< The exit code, or a signal's number with a minus.
    std::string out = {};              ///< All that it wrote to stdout.
    std::string err = {};              ///< All that it wrote to stderr.
  };
  explicit HookCommandError(Details details);
  ~HookCommandError() override;
  HookCommandError(const HookCommandError&);

  /// The tool's name: "relation-get".
  const std::string& name() const { return details_.cmd[0]; }
  const Details& details() const { return details_; }

 private:
  Details details_;
};

/// The seam to Juju itself is broken: a hook tool is missing or cannot be started, or what it
/// wrote cannot be read. No ModelError: a charm that expects Juju to refuse does not expect this.
class HookToolError : public Error {
 public:
  using Error::Error;
};

}  // namespace juju

}  // namespace ops
