#include "operations.h"

#include <algorithm>

#include "errors.h"

namespace scripted {

namespace {

constexpr Operations (*kTables[])() = {
    action_operations,        container_operations, context_operations,  event_operations,
    exec_operations,          file_operations,      hookcmd_operations,  meta_operations,
    model_operations,         network_operations,   notice_operations,   object_operations,
    others_operations,        process_operations,   relation_operations, secret_operations,
    secret_handle_operations, status_operations,    stored_operations,   typed_operations,
    unit_operations,
};

}  // namespace

void refuse_event(const Subject& subject) {
  const std::string kind(subject.event ? subject.event->kind() : "None");
  throw PythonError("AttributeError", "the event " + kind + " cannot do this");
}

const Operation* find_operation(std::string_view name) {
  for (const auto table : kTables) {
    const Operations operations = table();
    const auto found = std::ranges::find(operations, name, &Operation::name);
    if (found != operations.end()) return &*found;
  }
  return nullptr;
}

}  // namespace scripted
