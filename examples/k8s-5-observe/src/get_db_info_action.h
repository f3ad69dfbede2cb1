#pragma once
#include "ops/base/typed.h"

/// The parameters of the action get-db-info.
struct GetDbInfoAction {
  bool show_password = false;  ///< Show username and password in output information.
  OPS_VALUE(GetDbInfoAction);
};
