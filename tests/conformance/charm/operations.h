#pragma once
/// What a script can ask for: the formats of both suites, one table for each subject.

#include <span>
#include <string_view>

#include "json.h"
#include "ops/framework/event.h"
#include "ops/framework/object.h"
#include "ops/model/relation.h"

namespace ops {
class Container;
class RelationDataContent;
class Secret;
}  // namespace ops

namespace scripted {

class ScriptedCharm;

/// For whom an operation runs: `object` is the charm itself or one of its objects; there is no
/// event while the charm is made.
struct Subject {
  ScriptedCharm& charm;
  ops::EventBase* event;
  ops::Object& object;
};

/// Its value is what comes back; null when it gives nothing. Throws what the charm would see.
struct Operation {
  std::string_view name;
  Json (*run)(Subject& subject, const Json& a);
};

using Operations = std::span<const Operation>;

Operations action_operations();
Operations container_operations();
Operations context_operations();
Operations event_operations();
Operations exec_operations();
Operations file_operations();
Operations hookcmd_operations();
Operations meta_operations();
Operations model_operations();
Operations network_operations();
Operations notice_operations();
Operations object_operations();
Operations others_operations();
Operations process_operations();
Operations relation_operations();
Operations secret_handle_operations();
Operations secret_operations();
Operations status_operations();
Operations stored_operations();
Operations typed_operations();
Operations unit_operations();

/// The relation that `a` names. Throws PythonError, an AttributeError, when there is none.
ops::Relation& relation_of(Subject& subject, const Json& a);

/// The data of a relation that `endpoint`, `id` and `who` say.
ops::RelationDataContent& bag(Subject& subject, const Json& a);

ops::Container container_of(Subject& subject, const Json& a);
/// The secret that `id` or `label` says.
ops::Secret secret_of(Subject& subject, const Json& a);

/// Null when there is none of this name.
const Operation* find_operation(std::string_view name);

[[noreturn]] void refuse_event(const Subject& subject);

/// The event as an E. Throws PythonError, an AttributeError, when it is none.
template <class E>
E& event_as(const Subject& subject) {
  if (auto* event = dynamic_cast<E*>(subject.event)) return *event;
  refuse_event(subject);
}

}  // namespace scripted
