#pragma once
/// A start of a program that a C++ function plays.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "ops/base/time.h"
#include "ops/testing/fakes/pebble_world.h"

namespace ops::testing {

class Disk;

/// What surrounds a program that runs.
struct ProgramPlace {
  Launch launch = {};
  Disk* disk = nullptr;
  const std::int64_t* now = nullptr;
  int start = 1;
};

/// What a function gets that plays a program: what the program is started with, the container's
/// files, and calls by which it says what the program does, one after the other. Behind the last
/// the program exits with 0.
///
/// All of it is said when the program starts; what depends on what happens until then is said in a
/// function that then(), read_line() or on_signal() is given.
class ProgramRun {
 public:
  using Do = std::function<void(ProgramRun&)>;

  /// What the place points to must outlive it.
  explicit ProgramRun(std::shared_ptr<const ProgramPlace> place) : place_(std::move(place)) {}

  /// The program's name and its arguments.
  const base::List<std::string>& words() const { return place_->launch.words; }
  const base::Map<std::string, std::string>& environment() const {
    return place_->launch.environment;
  }
  const std::string& working_dir() const { return place_->launch.working_dir; }
  const pebble::Owner& owner() const { return place_->launch.owner; }
  /// What is there of its input at its start.
  const std::string& stdin() const { return place_->launch.stdin; }
  /// 1 at the program's first start in this container.
  int start() const { return place_->start; }

  void out(std::string_view text);
  void err(std::string_view text);
  void sleep(const base::Duration& duration);
  void exit(int code);
  void die(std::string_view signal);
  void run_for_ever();
  /// Goes on as `then` says when it comes to it.
  void then(const Do& then);
  /// Waits for a line of its input, which is empty behind the last, and goes on with it.
  void read_line(const std::function<void(ProgramRun&, const std::string&)>& then);
  /// Writes its input to its output until that ends, as cat does.
  void echo();
  /// What `then` says happens when the signal comes; nothing: it is ignored.
  void on_signal(const std::string& name, const Do& then);

  // ---- files of the container; `path` is absolute
  bool exists(const std::string& path) const;
  /// Throws pebble::PathError, as do the others.
  std::string read(const std::string& path) const;
  void write(const std::string& path, std::string_view content);
  void remove(const std::string& path);

  const Behaviour& behaviour() const { return behaviour_; }

 private:
  void add(Step step) { behaviour_.steps.push_back(std::move(step)); }

  std::shared_ptr<const ProgramPlace> place_;
  Behaviour behaviour_ = {};
};

using ProgramFunction = ProgramRun::Do;
using ProgramFunctions = std::map<std::string, ProgramFunction, std::less<>>;

}  // namespace ops::testing
