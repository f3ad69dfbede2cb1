#include "ops/testing/consistency/checks.h"
#include "ops/testing/consistency/names.h"

namespace ops::testing::consistency {

void check_storages_are_declared(const Subject& subject, Findings& findings) {
  const auto& declared = subject.meta.storage;
  for (const Storage& storage : subject.state.storages)
    if (!declared.find(storage.name))
      findings.error(undeclared("State.storages", storage.name, kStorageNames, "'storage'",
                                names_of(declared)));
}

}  // namespace ops::testing::consistency
