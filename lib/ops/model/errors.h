#pragma once
/// What the model can throw beside ModelError. The messages are those of ops.

#include "ops/juju/errors.h"

namespace ops {

/// A status that Juju does not let a charm set. `ops.InvalidStatusError`.
class InvalidStatusError : public ModelError {
 public:
  using ModelError::ModelError;
};

/// One relation of an endpoint was asked for, and it has several: name its id, or take them all.
/// `ops.TooManyRelatedAppsError`.
class TooManyRelatedAppsError : public ModelError {
 public:
  TooManyRelatedAppsError(std::string relation_name, int num_related, int max_supported);
  ~TooManyRelatedAppsError() override;
  TooManyRelatedAppsError(const TooManyRelatedAppsError&);

  const std::string& relation_name() const { return relation_name_; }  ///< The endpoint.
  int num_related() const { return num_related_; }
  int max_supported() const { return max_supported_; }

 private:
  std::string relation_name_;
  int num_related_;
  int max_supported_;
};

/// Relation data that cannot be read or written. `ops.RelationDataError`.
class RelationDataError : public ModelError {
 public:
  using ModelError::ModelError;
};

/// A key or a value that is no text. C++ does not compile one; this is for code that is handed
/// values of any type. `ops.RelationDataTypeError`.
class RelationDataTypeError : public RelationDataError {
 public:
  using RelationDataError::RelationDataError;
};

/// Juju does not let this unit read, or write, that data: what is another's can be read only, and
/// the application's own data is the leader's alone. `ops.RelationDataAccessError`.
class RelationDataAccessError : public RelationDataError {
 public:
  using RelationDataError::RelationDataError;
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
