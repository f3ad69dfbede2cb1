#include "ops/testing/doctest.h"
