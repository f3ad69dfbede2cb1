#pragma once
#include "ops/base/typed.h"

/// The charm's options.
struct HttpbinConfig {
  /// Of gunicorn, in small or capital letters: info, debug, warning, error or critical.
  std::string log_level = "info";

  void validate() const;
  OPS_VALUE(HttpbinConfig);
};

/// The log level as gunicorn takes it: in small letters.
std::string gunicorn_log_level(const HttpbinConfig& config);
