/// Laws of layers, over random ones.
#include <doctest/doctest.h>

#include <array>

#include "../../harness/arbitrary.h"
#include "ops/pebble/durations.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/layers.h"
#include "ops/pebble/parsed_layer.h"
#include "ops/pebble/yaml.h"

using namespace ops::pebble;
using arbitrary::Random;
using Layers = Map<std::string, Layer>;

namespace {

/// Any text is in the place of a duration; these are some.
template <class T, std::size_t N>
void set_durations(T& entry, const std::array<ops::base::Text T::*, N>& members, Random& random) {
  static constexpr std::array kDurations = {"", "0s", "1.5s", "-3ms", "1h0m0s", "100ns", "20µs"};
  for (const auto member : members) entry.*member = kDurations[random() % kDurations.size()];
}

Layer any_layer(Random& random) {
  Layer layer = arbitrary::of<Layer>(random);
  for (auto [name, service] : Map(layer.services)) {
    set_durations(service, kServiceDurations, random);
    const auto* word = service.startup.get_if<std::string>();
    if (word && word->empty()) service.startup = Startup::unset;
    layer.services = layer.services.with(name, service);
  }
  for (auto [name, check] : Map(layer.checks)) {
    set_durations(check, kCheckDurations, random);
    layer.checks = layer.checks.with(name, check);
  }
  if (layer.pairing && layer.pairing->mode == PairingMode::unset) layer.pairing = {};
  return layer;
}

Layers any_layers(Random& random) {
  Layers layers;
  for (const char* label : {"low", "middle", "up"}) layers = layers.with(label, any_layer(random));
  return layers;
}

/// One layer that says what the plan says.
Layer as_layer(const Plan& plan) {
  return {.services = plan.services,
          .checks = plan.checks,
          .log_targets = plan.log_targets,
          .workloads = plan.workloads,
          .pairing = plan.pairing};
}

template <class T>
Map<std::string, T> reversed(const Map<std::string, T>& entries) {
  Map<std::string, T> out;
  for (std::size_t left = entries.size(); left > 0; --left) {
    auto entry = entries.begin();
    for (std::size_t i = 1; i < left; ++i) ++entry;
    out = out.with(entry->key, entry->value);
  }
  return out;
}

}  // namespace

TEST_CASE("a layer that is sent is read as it was") {
  Random random(1);
  for (int i = 0; i < 600; ++i) {
    const Layer layer = any_layer(random);
    const std::string yaml = to_yaml(layer);
    CAPTURE(yaml);
    const ParsedLayer parsed = parse_layer(yaml, "a");
    REQUIRE(parsed.odd_words.empty());
    REQUIRE(parsed.layer == layer);
  }
}

TEST_CASE("combining what is combined changes nothing") {
  Random random(2);
  for (int i = 0; i < 300; ++i) {
    const Plan plan = combine(any_layers(random));
    REQUIRE(combine({{"all", as_layer(plan)}}) == plan);
  }
}

TEST_CASE("an empty layer changes nothing, wherever it stands") {
  Random random(3);
  for (int i = 0; i < 300; ++i) {
    const Layer one = any_layer(random), other = any_layer(random);
    const Plan plan = combine({{"one", one}, {"other", other}});
    REQUIRE(combine({{"empty", {}}, {"one", one}, {"other", other}}) == plan);
    REQUIRE(combine({{"one", one}, {"empty", {}}, {"other", other}}) == plan);
    REQUIRE(combine({{"one", one}, {"other", other}, {"empty", {}}}) == plan);
  }
}

TEST_CASE("the order of entries in a layer does not show in the plan's text") {
  Random random(4);
  for (int i = 0; i < 300; ++i) {
    const Layer layer = any_layer(random);
    const Layer turned{.services = reversed(layer.services),
                       .checks = reversed(layer.checks),
                       .log_targets = reversed(layer.log_targets),
                       .workloads = reversed(layer.workloads),
                       .pairing = layer.pairing};
    REQUIRE(to_yaml(combine({{"a", layer}})) == to_yaml(combine({{"a", turned}})));
  }
}

/// The plan then; "refused" if it is. Which fault is reported goes by the order of entries.
template <class Adding>
std::string answer(const Adding& adding) {
  try {
    return to_yaml(combine(adding()));
  } catch (const APIError&) {
    return "refused";
  }
}

TEST_CASE("a layer is accepted as a value if and only if it is as text") {
  Random random(5);
  int accepted = 0;
  for (int i = 0; i < 4000; ++i) {
    const Layer layer = any_layer(random);
    const std::string text = to_yaml(layer);
    const Layers below = {{"a", Layer{}}};
    const bool combining = random() % 4 != 0;
    const auto value = [&] { return with_layer(below, "a", layer, combining); };
    const auto yaml = [&] { return with_yaml_layer(below, "a", text, combining); };
    REQUIRE(answer(value) == answer(yaml));
    accepted += answer(value) != "refused";
  }
  CHECK(accepted > 100);
}
