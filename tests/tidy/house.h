#pragma once
/// How the files of the tree hang together.

#include "source.h"

namespace tidy {

/// A header has `#pragma once` before any other line of code.
Findings check_pragma_once(const Source& source);

/// A file of lib/ or harness/ that opens `ops::...` opens the namespace of its folder or of one
/// above it: lib/ops/pebble/plan.h is in ops::pebble or in ops. Others' may be opened
/// for "class X;"; `hooks` are the files that must open them for more, for functions that are
/// found by their arguments.
Findings check_namespace(const Source& source, const std::vector<std::string>& hooks);

/// Headers that no file but their own .cpp includes; `entrances` are those that users include.
Findings check_headers_are_used(const Sources& sources, const std::vector<std::string>& entrances);

/// Headers that include each other in a ring: one finding for each ring's first file.
Findings check_no_cycles(const Sources& sources);

/// .cpp files that no meson.build of their folder, or of one above, names: as 'x.cpp', as
/// 'folder/x.cpp', or 'x' for x_test.cpp, x_bench.cpp and the like.
Findings check_listed(const Sources& sources, const Sources& meson_files);

}  // namespace tidy
