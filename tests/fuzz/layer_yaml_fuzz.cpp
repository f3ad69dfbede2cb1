/// Layers as anybody may write them.
#include <cstdint>
#include <cstdlib>

#include "ops/pebble/errors.h"
#include "ops/pebble/layers.h"
#include "ops/pebble/written_yaml.h"
#include "ops/pebble/yaml.h"

using namespace ops::pebble;

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

/// What is accepted can be sent, and is then the same (by its text: NaN is not equal to itself).
void send(const Layer& layer) {
  const std::string text = to_yaml(layer);
  demand(to_yaml(layer_from_yaml(text, "fuzz")) == text);
}

/// Plans are written with Go's slips, so that a few of them read back as another, or as none.
void ask_for(const Plan& plan) {
  try {
    plan_from_yaml(to_yaml(plan));
  } catch (const ProtocolError&) {
  }
}

/// All that there is to a tree.
std::string shown(const ops::base::Yaml& yaml) {
  std::string text = std::to_string(static_cast<int>(yaml.kind)) + (yaml.plain ? "p" : "q") +
                     std::to_string(yaml.line) + "#" + std::to_string(yaml.number) + yaml.tag +
                     "<" + yaml.text + ">";
  for (const auto& item : yaml.items) text += "[" + shown(item) + "]";
  for (const auto& [key, value] : yaml.entries) text += "{" + shown(key) + shown(value) + "}";
  return text;
}

/// What is read at sight is what the reader of all YAML has.
void read_at_sight(std::string_view yaml) {
  const auto written = read_written_yaml(yaml);
  if (written) demand(shown(*written) == shown(ops::base::parse_yaml(yaml, "fuzz")));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view yaml(reinterpret_cast<const char*>(data), size);
  try {
    send(layer_from_yaml(yaml, "fuzz"));
    auto layers = with_yaml_layer({}, "fuzz", yaml, false);
    ask_for(combine(layers));
    layers = with_yaml_layer(layers, "fuzz", yaml, true);
    ask_for(combine(with_yaml_layer(layers, "more", yaml, true)));
  } catch (const APIError&) {
  }
  read_at_sight(yaml);
  try {
    plan_from_yaml(yaml);
  } catch (const ProtocolError&) {
  }
  return 0;
}
