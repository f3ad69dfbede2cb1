#include "ops/testing/json.h"

#include <nlohmann/json.hpp>

#include "ops/base/json_form.h"

namespace ops::testing {

namespace {

using base::type_of;

base::JsonForm make_form(bool defaults) {
  return {.tags = {{&type_of<AnyRelation>(), "type", {"regular", "subordinate", "peer"}},
                   {&type_of<Port>(), "protocol", {"icmp", "tcp", "udp"}},
                   {&type_of<Status>(),
                    "name",
                    {"unknown", "error", "active", "blocked", "maintenance", "waiting"}}},
          .rows = {{&type_of<Map<std::string, pebble::Layer>>(), "label", "layer"}},
          .dashed = {&type_of<pebble::Layer>(), &type_of<pebble::Plan>()},
          .as_ops = true,
          .defaults = defaults};
}

const base::JsonForm& form_of(bool defaults) {
  static const base::JsonForm brief = make_form(false), full = make_form(true);
  return defaults ? full : brief;
}

}  // namespace

std::string value_to_json(const base::Type& type, const void* value, const JsonOptions& options) {
  const std::string text = base::to_json(type, value, form_of(options.defaults));
  if (options.indent == 0) return text;
  return nlohmann::ordered_json::parse(text).dump(options.indent);
}

base::Shared value_from_json(const base::Type& type, std::string_view text) {
  return base::from_json(type, text, form_of(false));
}

}  // namespace ops::testing
