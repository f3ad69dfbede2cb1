#include "get_db_info_action.h"

#include "ops/base/fields.h"

OPS_FIELDS(GetDbInfoAction, show_password)
