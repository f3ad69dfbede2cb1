#pragma once
/// What Pebble checks of layers and plans. For .cpp files.
///
/// All throw APIError 400 with Pebble's own message. Where several things are wrong, Pebble
/// reports any one of them; here it is the first by section, then by the order of entries, then
/// in the order in which Pebble looks.

#include <string>
#include <string_view>
#include <vector>

#include "ops/pebble/plan.h"

namespace ops::pebble {

/// What a layer's text says in the place of a word of Pebble's, and no enumerator can hold:
/// `on-success: explode`. With an empty field it is the whole entry, which is null.
struct OddWord {
  std::string section, entry, field, text;
};
using OddWords = std::vector<OddWord>;

/// What is wrong with one layer by itself: its label, names, commands, actions, durations, …
/// Messages begin with "cannot parse layer YAML: ".
///
/// Not checked is whether the user and group of an exec check exist: that is the container's to
/// know.
void check_layer(const Layer& layer, std::string_view label, const OddWords& odd = {});

/// Every entry must say how it is combined with what is below it.
void check_overrides(const Layer& layer, std::string_view label, const OddWords& odd = {});

/// What is wrong with all layers together: a service without a command, a check of no kind or
/// two, a loop of `before` and `after`, …
void check_plan(const Plan& plan);

}  // namespace ops::pebble
