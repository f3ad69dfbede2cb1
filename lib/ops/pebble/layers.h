#pragma once
/// What POST /v1/layers does to the layers of a container.

#include "ops/pebble/plan.h"

namespace ops::pebble {

/// `layers`, in the order in which they are on top of each other, with one more.
///
/// A new `label` comes on top. With `combine`, the layer of the same label is merged with `layer`,
/// where it stands; Pebble then keeps defaults in it as well (`threshold`, a capped `timeout`).
/// What is returned is what Pebble would hold then, so combine() of it is the new plan.
///
/// Throws APIError with Pebble's own message. 400: no label, `layer "a" already exists` without
/// `combine`, and all that Pebble finds wrong with this layer, or with the plan that would result:
/// an entry without `override`, a service without command, a loop of `after` and `before`, an
/// unknown action, a bad duration, … 500: a label such as "a/b" that would have to stand below
/// another. Pebble 1.32.
Map<std::string, Layer> with_layer(const Map<std::string, Layer>& layers, const std::string& label,
                                   const Layer& layer, bool combine);

/// The same for a layer as YAML, which can be wrong in more ways: see layer_from_yaml.
Map<std::string, Layer> with_yaml_layer(const Map<std::string, Layer>& layers,
                                        const std::string& label, std::string_view yaml,
                                        bool combine);

/// What is wrong with `layers` together, where they are there from the beginning: what with_layer
/// throws of the last. That they bring workloads is right then.
void check_layers(const Map<std::string, Layer>& layers);

}  // namespace ops::pebble
