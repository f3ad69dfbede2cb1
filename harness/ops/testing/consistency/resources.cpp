#include "ops/testing/consistency/checks.h"
#include "ops/testing/consistency/names.h"

namespace ops::testing::consistency {

void check_resources_are_declared(const Subject& subject, Findings& findings) {
  const auto& declared = subject.meta.resources;
  for (const Resource& resource : subject.state.resources)
    if (!declared.find(resource.name))
      findings.error("State.resources: '" + resource.name + "' is not in the charm's metadata" +
                     declare_or_pass("'resources'", names_of(declared)));
}

void check_resources_are_single(const Subject& subject, Findings& findings) {
  for_each_double(
      subject.state.resources,
      [](const Resource& a, const Resource& b) { return a.name == b.name; },
      [&](const Resource& resource) {
        findings.error("State.resources: '" + resource.name +
                       "' stands there twice; pass one of them");
      });
}

}  // namespace ops::testing::consistency
