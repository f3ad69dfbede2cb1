#include "ops/testing/fakes/unplayed_pebble.h"

#include "ops/base/errors.h"

namespace ops::testing {

using base::List, pebble::Names;

/// No error of Pebble's: a charm that expects those does not expect this.
void UnplayedPebble::unplayed(const std::string& what) const {
  check_connection();
  throw RuntimeError("cannot " + what + " in a test yet: a Container does not answer it; test " +
                     "what needs it with the charm's program and a Pebble");
}

void UnplayedPebble::send_signal(const std::string&, const Names&) { unplayed("send a signal"); }
void UnplayedPebble::push(const std::string&, std::string_view, const pebble::PushOptions&) {
  unplayed("push a file");
}
std::string UnplayedPebble::pull(const std::string&) { unplayed("pull a file"); }
List<pebble::FileInfo> UnplayedPebble::list_files(const std::string&,
                                                  const pebble::ListFilesOptions&) {
  unplayed("list files");
}
void UnplayedPebble::make_dir(const std::string&, const pebble::MakeDirOptions&) {
  unplayed("make a directory");
}
void UnplayedPebble::remove_path(const std::string&, const pebble::RemovePathOptions&) {
  unplayed("remove a path");
}
pebble::ExecProcess UnplayedPebble::exec(const List<std::string>&, const pebble::ExecOptions&) {
  unplayed("run a command");
}

}  // namespace ops::testing
