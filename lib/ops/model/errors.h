#pragma once
/// What the model can throw beside ModelError.

#include "ops/juju/errors.h"

namespace ops {

/// A status that Juju does not let a charm set. `ops.InvalidStatusError`.
class InvalidStatusError : public ModelError {
 public:
  using ModelError::ModelError;
};

/// What was wrong with one of the sources of a push_path() or pull_path().
struct PushPullFailure {
  std::string source = {};   ///< As it was given.
  std::string message = {};  ///< what() of the error.
  std::string kind = {};     ///< A pebble::PathError's; empty for any other error.
  OPS_VALUE(PushPullFailure);
};

/// Some of the sources could not be copied, or not as a whole; the others were.
/// `ops.MultiPushPullError`.
class MultiPushPullError : public Error {
 public:
  using Failures = base::List<PushPullFailure>;

  /// `message` says what failed; what() adds how many did, and the first one's message.
  MultiPushPullError(const std::string& message, const Failures& errors);
  ~MultiPushPullError() override;
  MultiPushPullError(const MultiPushPullError&);
  /// At least one, in the order of the sources.
  const Failures& errors() const { return errors_; }

 private:
  Failures errors_;
};

}  // namespace ops
