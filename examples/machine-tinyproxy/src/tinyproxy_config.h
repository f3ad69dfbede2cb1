#pragma once
#include "ops/base/typed.h"

/// The charm's options.
struct TinyproxyConfig {
  /// The path of the reverse proxy. Must match the regex [a-z0-9-]+.
  std::string slug = "example";

  void validate() const;
  OPS_VALUE(TinyproxyConfig);
};
