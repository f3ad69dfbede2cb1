#include "ops/state_tools.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "ops/juju/tool_call.h"

namespace ops {

namespace {

/// As ops, which leaves the tool its own stderr.
std::string tell(const juju::Argv& argv, const std::string* input = nullptr) {
  juju::Finished tool = juju::run(argv.all(), input);
  std::fwrite(tool.err.data(), 1, tool.err.size(), stderr);
  if (tool.succeeded()) return std::move(tool.out);
  throw juju::failure_of(argv, std::move(tool));
}

}  // namespace

std::string ProcessStateTools::get(std::string_view key) {
  return tell({"state-get", std::string(key)});
}

void ProcessStateTools::set(std::string_view key, std::string_view text) {
  const std::string file = store::state_file(key, text);
  tell({"state-set", "--file", "-"}, &file);
}

void ProcessStateTools::remove(std::string_view key) { tell({"state-delete", std::string(key)}); }

bool has_state_tools() {
  const char* path = std::getenv("PATH");
  for (std::string_view rest = path ? path : ""; !rest.empty();) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(folder.size() < rest.size() ? folder.size() + 1 : rest.size());
    if (access((std::string(folder) + "/state-get").c_str(), X_OK) == 0) return true;
  }
  return false;
}

}  // namespace ops
