#pragma once
/// What surrounds a Pebble in a container. For .cpp files.

#include <cstdint>
#include <optional>
#include <string>

#include "ops/pebble/files.h"
#include "ops/pebble/plan.h"
#include "ops/testing/fakes/process.h"

namespace ops::testing {

/// A program that is to be started.
struct Launch {
  base::List<std::string> words = {};
  base::Map<std::string, std::string> environment = {};  // beside Pebble's own
  bool whole_environment = false;                        // nothing of Pebble's own comes to it
  std::string working_dir = {};                          // empty: Pebble's own
  pebble::Owner owner = {};
  std::string stdin = {};
  bool keep_stdin = false;  // there is more to come
  bool bare = false;        // Go looks for its directory before it starts it
};

/// What a check asks of an address.
struct Request {
  std::string host = {};
  int port = 0;
  std::string path = {};  // with the query; empty: whether somebody listens there
  base::Map<std::string, std::string> headers = {};
};

/// How a request to an address was answered.
struct Answer {
  std::string fault = {};  // empty: it was answered
  int status = 200;
  std::string body = {};
  std::string location = {};  // where a redirect leads to
  std::int64_t delay_ns = 0;
};

/// The container that a Pebble runs in.
class PebbleWorld {
 public:
  virtual ~PebbleWorld() = default;
  virtual const pebble::Plan& plan() = 0;
  /// The ids of who is to run something. Throws ValueError, in Pebble's words, when there is no
  /// such user or group.
  virtual pebble::Owner look_up(const pebble::Owner& owner) = 0;
  /// What the program does. Throws ValueError, in Go's words, when it cannot be started.
  virtual Behaviour start(const Launch& launch) = 0;
  /// The program that was remembered, as it is now.
  virtual Process resume(const Launch& launch, const ProgramMemory& memory, std::int64_t now) = 0;
  /// What listens there beside Pebble's services; nothing: nobody.
  virtual std::optional<Answer> ask(const Request& request) = 0;
  /// What time it is, for the files that programs write.
  virtual void set_time(std::int64_t now) = 0;
  /// Whether it is said how programs behave, so that checks can run.
  virtual bool is_played() const = 0;
};

}  // namespace ops::testing
