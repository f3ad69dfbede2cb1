#include "ops/testing/consistency/event_checks.h"
#include "ops/testing/consistency/names.h"

namespace ops::testing::consistency {

void check_storages_are_declared(const Subject& subject, Findings& findings) {
  const auto& declared = subject.meta.storage;
  for (const Storage& storage : subject.state.storages)
    if (!declared.find(storage.name))
      findings.error(undeclared("State.storages", storage.name, kStorageNames, "'storage'",
                                names_of(declared)));
}

void check_storage_event(const Subject& subject, Findings& findings) {
  const Event& event = subject.event;
  if (!event.storage) {
    report_missing(subject, "storage", "a storage", findings);
    return;
  }
  const Storage& storage = *event.storage;
  const auto& declared = subject.meta.storage;
  check_event_name(subject, "storage", storage.name, findings);
  if (!declared.find(storage.name))
    findings.error(
        undeclared("Event.storage", storage.name, kStorageNames, "'storage'", names_of(declared)));
  if (!subject.state.storages.contains(storage))
    report_absent({"Event.storage", "State.storages"},
                  "'" + std::string(storage.name) + '/' + std::to_string(storage.index) + "'",
                  findings);
}

}  // namespace ops::testing::consistency
