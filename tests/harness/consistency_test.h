#pragma once
/// What the consistency checker finds, for its tests.

#include "ops/meta/load.h"
#include "ops/testing/consistency/check.h"
#include "ops/testing/doctest.h"

struct Situation {
  std::string meta = "name: demo";  ///< charmcraft.yaml
  ops::testing::Event event = {.name = "start"};
  std::string juju_version = "3.6.14";
  int unit_id = 0;

  ops::base::List<std::string> warnings(const ops::testing::State& state) const {
    return ops::testing::check_consistency(ops::meta::parse({.metadata = meta}), event, state,
                                           ops::JujuVersion::parse(juju_version), unit_id);
  }
  /// The lines below the message's first; "" when all is well.
  std::string errors(const ops::testing::State& state) const {
    try {
      (void)warnings(state);
      return "";
    } catch (const ops::testing::InconsistentScenarioError& error) {
      const std::string text = error.what();
      return text.substr(text.find('\n') + 3);
    }
  }
};
