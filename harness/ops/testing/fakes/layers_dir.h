#pragma once
/// The directory with the layers that a Pebble starts with. For .cpp files.

#include <string>

#include "ops/pebble/plan.h"
#include "ops/testing/fakes/disk.h"

namespace ops::testing {

/// The layers of "001-base.yaml", "002-web.d/001-more.yaml", … in their order, by label ("base",
/// "web/more"); none when there is no such directory. Other names than "*.yaml" and "*.d" do not
/// count. Throws ValueError in Pebble's words for what it cannot start with.
base::Map<std::string, pebble::Layer> layers_in(const Disk& disk, const std::string& path);

}  // namespace ops::testing
