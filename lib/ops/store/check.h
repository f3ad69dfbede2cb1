#pragma once
/// What no store takes. For .cpp files.

#include "ops/store/store.h"

namespace ops::store {

/// Throws ValueError, with the place, for what cannot be kept of the class `of`: an object of some
/// other type, text that is not UTF-8, and what is nested more than 1000 deep.
void check_storable(std::string_view of, const Snapshot& data);

}  // namespace ops::store
