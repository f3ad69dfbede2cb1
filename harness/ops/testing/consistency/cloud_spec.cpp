#include "ops/testing/consistency/checks.h"

namespace ops::testing::consistency {

void check_cloud_spec(const Subject& subject, Findings& findings) {
  const Model& model = *subject.state.model;
  if (!model.cloud_spec || model.type != "kubernetes" || subject.is_juju_since(3, 6, 10)) return;
  findings.error(
      "State.model.cloud_spec: a model of type kubernetes has none before Juju 3.6.10, and this "
      "is " +
      subject.juju_version.text() + "; pass a later juju_version, or the type lxd");
}

}  // namespace ops::testing::consistency
