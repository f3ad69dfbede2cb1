#pragma once
/// Entries of layers on top of each other. For .cpp files.

#include "ops/pebble/layer.h"

namespace ops::pebble {

/// `lower` with what `upper` says: a text, a word, an id or a duration that is set replaces the
/// one below, as does a number other than 0; lists are appended; maps are merged by key. The
/// `override` stays the lower one's. Nothing can be unset.
Service merged(const Service& lower, const Service& upper);
Check merged(const Check& lower, const Check& upper);
LogTarget merged(const LogTarget& lower, const LogTarget& upper);
Workload merged(const Workload& lower, const Workload& upper);

}  // namespace ops::pebble
