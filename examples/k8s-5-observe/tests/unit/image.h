#pragma once
/// What the workload's image brings, and how its server answers.

#include "ops/testing/testing.h"

namespace pebble = ops::pebble;
namespace testing = ops::testing;

/// The layer that the image brings: the services of its rockcraft.yaml.
pebble::Layer rock_layer();

std::string mock_get_version(int port);
