#pragma once
/// A program that runs in a container. For .cpp files.

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ops/testing/state/pebble_memory.h"

namespace ops::testing {

enum class Act { out, err, pause, exit, die, run, line, rest, then, child };

struct Step;

/// What a program does from here on. It gets the line that was read, if one was.
using NextSteps = std::function<std::vector<Step>(const std::string&)>;

/// One thing that a program does.
struct Step {
  Act act = Act::run;
  std::string text = {};    // what it writes, or the signal it dies of
  std::int64_t number = 0;  // how long it pauses, in nanoseconds; its exit code
  NextSteps then = {};      // behind a line of its input, or at once; what a child does
};

/// What a program does from its start, and when a signal comes; a signal without steps is ignored.
/// Behind its last step it exits with 0.
struct Behaviour {
  std::vector<Step> steps = {};
  std::map<std::string, NextSteps> handlers = {};
  std::vector<int> ports = {};     // where it answers while it runs
  std::string input = {};          // what is there of its input
  bool more_input = false;         // and more will come
  Optional<Program> program = {};  // what all this comes from, unless it is a function or nothing
  int start = 0;                   // of its program in its container, from 1
};

/// What a process has written to one of its streams, in order.
struct Written {
  bool to_stderr = false;
  std::string text = {};
};

class Process {
 public:
  Process(Behaviour behaviour, std::int64_t now);
  /// The one that was remembered at that time, from what it does from its start.
  Process(Behaviour behaviour, const ProgramMemory& memory, std::int64_t now);
  ProgramMemory memory() const;

  /// When it, or a child of it, does something next.
  std::int64_t wakes() const;
  /// Does all that is due, and returns what it wrote.
  std::vector<Written> run(std::int64_t now);
  void signal(const std::string& name, std::int64_t now);
  /// More of its input; `is_last`: behind it there is no more.
  void feed(const std::string& text, bool is_last, std::int64_t now);

  bool ended() const { return exit_code_.has_value(); }
  /// Whether a child may still write to its output.
  bool has_children() const;
  /// 128 and the signal's number, when that has ended it.
  int exit_code() const { return *exit_code_; }
  bool answers_on(int port) const;

 private:
  void act(const Step& step);
  bool lacks_input(const Step& step) const;
  std::string take_line();
  void begin(const std::vector<Step>& steps) {
    todo_.insert(todo_.begin(), steps.begin(), steps.end());
  }

  Behaviour behaviour_;
  std::int64_t started_;
  List<Received> received_ = {};
  std::deque<Step> todo_;
  std::int64_t wakes_;
  bool waits_ = false;  // for input
  std::vector<Process> children_ = {};
  std::vector<Written> written_ = {};
  std::optional<int> exit_code_ = {};
};

}  // namespace ops::testing
