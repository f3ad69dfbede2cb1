#include "ops/juju/security_event.h"

#include <nlohmann/json.hpp>

#include "ops/base/iso_time.h"

namespace ops::juju {

std::string text_of(const SecurityEvent& event, const JujuContext& context,
                    std::int64_t since_epoch_ns) {
  const nlohmann::ordered_json fields = {
      {"datetime", base::iso_time(since_epoch_ns) + "+00:00"},
      {"level", event.level},
      {"type", "security"},
      {"appid", context.model_uuid + '-' + context.unit_name},
      {"event", event.event},
      {"description", event.description},
  };
  return fields.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace ops::juju
