#pragma once
/// A start of a program that a C++ function plays.

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "ops/base/time.h"
#include "ops/testing/fakes/pebble_world.h"

namespace ops::testing {

class Disk;

/// What a function gets that plays a program: what the program is started with, and the container's
/// files; and calls by which it says what the program does, one after the other. Behind the last
/// the program exits with 0. All of it is said at the start: nothing waits.
class ProgramRun {
 public:
  /// `launch` and `disk` must outlive it.
  ProgramRun(const Launch& launch, Disk& disk, int start, std::int64_t now);

  /// The program's name and its arguments.
  const base::List<std::string>& words() const { return launch_.words; }
  const base::Map<std::string, std::string>& environment() const { return launch_.environment; }
  const std::string& working_dir() const { return launch_.working_dir; }
  const pebble::Owner& owner() const { return launch_.owner; }
  const std::string& stdin() const { return launch_.stdin; }
  /// 1 at the program's first start in this container.
  int start() const { return start_; }

  void out(std::string_view text);
  void err(std::string_view text);
  void sleep(const base::Duration& duration);
  void exit(int code);
  void die(std::string_view signal);
  void run_for_ever();
  /// What `then` says happens when the signal comes; nothing: it is ignored.
  void on_signal(const std::string& name, const std::function<void(ProgramRun&)>& then);

  // ---- files of the container; `path` is absolute
  bool exists(const std::string& path) const;
  /// Throws pebble::PathError, as do the others.
  std::string read(const std::string& path) const;
  void write(const std::string& path, std::string_view content);
  void remove(const std::string& path);

  const Behaviour& behaviour() const { return behaviour_; }

 private:
  void add(Step step) { steps_->push_back(std::move(step)); }

  const Launch& launch_;
  Disk& disk_;
  int start_;
  std::int64_t now_;
  Behaviour behaviour_ = {};
  std::vector<Step>* steps_ = &behaviour_.steps;
};

using ProgramFunction = std::function<void(ProgramRun&)>;
using ProgramFunctions = std::map<std::string, ProgramFunction, std::less<>>;

}  // namespace ops::testing
