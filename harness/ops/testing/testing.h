#pragma once
/// What a test of a charm includes.

#include "ops/base/values.h"
#include "ops/testing/state/state.h"
