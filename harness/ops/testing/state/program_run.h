#pragma once
/// A program that a C++ function plays.

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "ops/base/time.h"
#include "ops/pebble/files.h"
#include "ops/testing/state/model.h"

namespace ops::testing {

struct ProgramParts;

/// What a function gets that plays a program: what the program is started with, the container's
/// files, and calls by which it says what the program does, one after the other. Behind the last
/// the program exits with 0.
///
///     ctx.programs()["pg_dump"] = [](testing::ProgramRun& run) {
///       run.write("/backup/db.sql", "CREATE TABLE ...");
///       run.out("done\n");
///     };
///
/// All of it is said when the program starts; what depends on what happens until then is said in a
/// function that then(), read_line() or on_signal() is given. A function must do the same whenever
/// it gets the same: for a program that still runs when an event ends it is called again in the
/// next one, with what it writes to files left out.
class ProgramRun {
 public:
  using Do = std::function<void(ProgramRun&)>;

  /// For those who start programs; `parts` must outlive it.
  explicit ProgramRun(ProgramParts& parts) : parts_(parts) {}

  /// The program's name and its arguments.
  const List<std::string>& words() const;
  const Map<std::string, std::string>& environment() const;
  const std::string& working_dir() const;
  const pebble::Owner& owner() const;
  /// What is there of its input at its start.
  const std::string& stdin() const;
  /// 1 at the program's first start in this container.
  int start() const;

  void out(std::string_view text);
  void err(std::string_view text);
  void sleep(const base::Duration& duration);
  void exit(int code);
  void die(std::string_view signal);
  void run_for_ever();
  /// Goes on as `then` says when it comes to it.
  void then(const Do& then);
  /// A child does what `child` says, in the background, and writes to the same output. A command
  /// is done when its children are, too; those of a service end with it.
  void child(const Do& child);
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

 private:
  ProgramParts& parts_;
};

using ProgramFunction = ProgramRun::Do;

/// What plays programs, by the name of their file, in the place of Container::programs.
struct ProgramFunctions : std::map<std::string, ProgramFunction, std::less<>> {
  using map::map;
};

}  // namespace ops::testing
