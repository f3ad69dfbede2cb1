#pragma once
#include "ops/base/typed.h"

/// The charm's options.
struct FastAPIConfig {
  int server_port = 8000;  ///< Default port on which FastAPI is available.

  void validate() const;
  OPS_VALUE(FastAPIConfig);
};
