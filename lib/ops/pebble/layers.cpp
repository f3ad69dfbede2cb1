#include "ops/pebble/layers.h"

#include "ops/pebble/errors.h"
#include "ops/pebble/fold.h"
#include "ops/pebble/go_text.h"
#include "ops/pebble/parsed_layer.h"
#include "ops/pebble/refusal.h"
#include "ops/pebble/validate.h"

namespace ops::pebble {

namespace {

using Layers = Map<std::string, Layer>;

void check_label(const std::string& label) {
  if (label.empty()) refuse("label must be set");
}

std::string_view folder_of(std::string_view label) { return label.substr(0, label.find('/')); }

/// A layer of a folder belongs right above the others of that folder, and Pebble inserts only
/// when it is told to, which ops never does.
void check_place(const Layers& layers, std::string_view label) {
  bool is_below_another = false, has_neighbour = false;
  for (const auto& [other, layer] : layers) {
    is_below_another = folder_of(other) != folder_of(label);
    has_neighbour |= !is_below_another;
  }
  if (has_neighbour && is_below_another)
    throw APIError(500, "Internal Server Error",
                   "cannot insert sub-directory layer without 'inner' attribute set");
}

bool has_workloads(const Layers& layers) {
  for (const auto& [label, layer] : layers)
    if (!layer.workloads.empty()) return true;
  return false;
}

/// Workloads are what the container has started with.
void check_workloads(const Layers& before, const Plan& after) {
  if (after.workloads.empty() && !has_workloads(before)) return;
  if (combine(before).workloads != after.workloads)
    refuse("cannot change immutable section \"workloads\"");
}

void check_all_overrides(const Layers& layers) {
  for (const auto& [label, layer] : layers) check_overrides(layer, label);
}

/// `layer` has been checked by itself.
Layers with_checked(const Layers& layers, const std::string& label, const Layer& layer,
                    const OddWords& odd, bool combining) {
  const Layer* same = layers.find(label);
  if (same && !combining) refuse("layer " + go_quoted(label) + " already exists");
  if (!same) check_place(layers, label);
  check_all_overrides(layers);
  check_overrides(layer, label, odd);
  Layers next = layers.with(label, same ? with_defaults(on_top(*same, layer)) : layer);
  const Plan plan = combine(next);
  check_plan(plan);
  check_workloads(layers, plan);
  return next;
}

}  // namespace

Map<std::string, Layer> with_layer(const Map<std::string, Layer>& layers, const std::string& label,
                                   const Layer& layer, bool combine) {
  check_label(label);
  check_layer(layer, label);
  return with_checked(layers, label, layer, {}, combine);
}

Map<std::string, Layer> with_yaml_layer(const Map<std::string, Layer>& layers,
                                        const std::string& label, std::string_view yaml,
                                        bool combine) {
  check_label(label);
  const ParsedLayer parsed = parse_layer(yaml, label);
  check_layer(parsed.layer, label, parsed.odd_words);
  return with_checked(layers, label, parsed.layer, parsed.odd_words, combine);
}

void check_layers(const Map<std::string, Layer>& layers) {
  check_all_overrides(layers);
  check_plan(combine(layers));
}

}  // namespace ops::pebble
