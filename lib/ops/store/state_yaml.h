#pragma once
/// Plain data as YAML, which is how ops keeps them in Juju's controller. For .cpp files.

#include <string>
#include <string_view>

#include "ops/store/store.h"

namespace ops::store {

/// One line of YAML that Python's ops reads as the same data: sets, bytes and tuples by the tags
/// `!!set`, `!!binary` and `!!python/tuple`, and what is one object by an alias. Throws StoreError
/// for what ops has no word for there: frozensets, complex numbers and objects.
std::string state_yaml(const Plain& data);

/// What `text`, which ops wrote, stands for: what was one object is one. No other tag is known, and
/// nothing is made by it. Throws UnreadableSnapshotError; `key` is where it was kept.
Plain plain_from_state_yaml(std::string_view text, std::string_view key);

}  // namespace ops::store
