#pragma once
/// Where a charm is dispatched as Juju does it: a charm's directory, hook tools on PATH that write
/// down how they are called, and nothing else.

#include <filesystem>
#include <string>

#include "ops/base/value.h"

namespace dispatch {

using Lines = ops::base::List<std::string>;

struct Result {
  int exit_code = 0;
  Lines tools = {};  ///< "status-set --application=False active -- ", in order, of this dispatch
  std::string stderr_text = {};
};

class Machine {
 public:
  /// A charm's directory holding `metadata`, below a new temporary one that goes with the object.
  explicit Machine(const std::string& metadata);
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;
  ~Machine();

  /// Runs `program` for one event, "hooks/start", with `more` variables ("NAME=value"). The exit
  /// code of one that was killed is 128 and the signal.
  Result dispatch(const std::string& program, const std::string& path,
                  const Lines& more = {}) const;

  /// Makes the hook tool `name` print `output`, or fail with it on stderr.
  void answer(const std::string& name, const std::string& output) const;
  void fail(const std::string& name, const std::string& error) const;
  void remove_tool(const std::string& name) const;
  /// Makes the hook tool that is called as number `call`, from 1, kill the charm instead of
  /// answering; 0: none does.
  void kill_at_tool(int call) const;

  std::filesystem::path charm_dir() const { return root_ / "charm"; }
  std::filesystem::path bin() const { return root_ / "bin"; }
  /// In which <container>/pebble.socket is looked for.
  std::filesystem::path containers() const { return root_ / "containers"; }

 private:
  std::filesystem::path root_;
};

void write(const std::filesystem::path& file, const std::string& text);
std::string read(const std::filesystem::path& file);

/// Those of `tools` that say what the charm has done, without the DEBUG lines of its log.
Lines without_debug(const Lines& tools);

}  // namespace dispatch
