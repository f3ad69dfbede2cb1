#include "fastapi_config.h"

#include "ops/base/fields.h"

OPS_FIELDS(FastAPIConfig, server_port)

void FastAPIConfig::validate() const {
  if (server_port == 22) throw ops::ValueError("Invalid port number, 22 is reserved for SSH");
}
