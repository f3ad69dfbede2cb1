#pragma once
/// What a Context has kept of its runs.

#include "json.h"
#include "ops/testing/context.h"

namespace scripted {

/// Those that FORMAT.md, section 8, lists.
Json histories(const ops::testing::AnyContext& context);

/// Writes files, by "name/index" of a storage and their paths.
void fill_storages(const ops::testing::AnyContext& context, const Json& files);
/// What lies in the State's storages, in the same form.
Json storage_files(const ops::testing::AnyContext& context, const ops::testing::State& state);

/// For each text, the levels of the lines from the `first` on that have it in them.
Json matching(const ops::testing::AnyContext& context, std::size_t first, const Json& texts);

}  // namespace scripted
