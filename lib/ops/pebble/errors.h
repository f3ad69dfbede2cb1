#pragma once
/// What a call to Pebble can throw. The tree of ops.pebble, under its names.

#include "ops/base/errors.h"
#include "ops/base/value.h"

namespace ops::pebble {

/// The root of them all.
class Error : public ops::Error {
 public:
  using ops::Error::Error;
};

struct Change;

/// Pebble cannot be reached: the container is not up yet, or its Pebble is restarting.
class ConnectionError : public Error {
 public:
  using Error::Error;
};

/// Pebble answered with something that is not its protocol.
class ProtocolError : public Error {
 public:
  using Error::Error;
};

/// Pebble refused a request. what() is Pebble's own message.
class APIError : public Error {
 public:
  /// `code` is the HTTP status (400), `status` its name ("Bad Request"); `kind` is Pebble's word
  /// for the fault ("no-default-services"), empty where it has none.
  APIError(int code, std::string status, std::string message, std::string kind = {});
  ~APIError() override;
  APIError(const APIError&);
  int code() const { return code_; }
  const std::string& status() const { return status_; }
  const std::string& kind() const { return kind_; }

 private:
  int code_;
  std::string status_, kind_;
};

/// Pebble could not do what was asked with one path. what() is the kind, " - " and the message.
class PathError : public Error {
 public:
  /// `kind` is "not-found", "permission-denied" or "generic-file-error".
  PathError(std::string kind, std::string message);
  ~PathError() override;
  PathError(const PathError&);
  const std::string& kind() const { return kind_; }
  /// Pebble's own: "stat /a: no such file or directory"
  const std::string& message() const { return text_; }

 private:
  std::string kind_, text_;
};

/// A change that was waited for ended in an error: a service did not start, for example.
/// what() holds Pebble's text and the logs of the tasks.
class ChangeError : public Error {
 public:
  /// Of a change that has an `err`.
  explicit ChangeError(const Change& change);
  ~ChangeError() override;
  ChangeError(const ChangeError&);
  ChangeError& operator=(const ChangeError&) = delete;
  /// The change's own text.
  const std::string& err() const;
  const std::string& change_id() const;
  /// As it was when it had ended.
  const Change& change() const { return *change_; }

 private:
  const Change* change_;
};

/// A command ended with another exit code than 0. what() holds the code, the program and the first
/// 1024 characters of what it wrote.
class ExecError : public Error {
 public:
  using Command = base::List<std::string>;
  using Output = base::Optional<std::string>;

  ExecError(Command command, int exit_code, Output out, Output err);
  ~ExecError() override;
  ExecError(const ExecError&);
  const Command& command() const { return command_; }
  int exit_code() const { return exit_code_; }
  /// Nothing from ExecProcess::wait(); no stderr() either where it was combined with stdout().
  const Output& stdout() const { return out_; }
  const Output& stderr() const { return err_; }

 private:
  Command command_;
  int exit_code_;
  Output out_, err_;
};

/// A change was not ready, or a request not answered, in time; whatever it is goes on.
class TimeoutError : public Error {
 public:
  using Error::Error;
};

}  // namespace ops::pebble
