/// What a charm's tests include, to be compiled once for all of them: `cpp_pch:` of their target.
#include "ops/testing/doctest.h"
