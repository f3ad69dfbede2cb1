#pragma once
/// The parts of a State that a case names by their keys, or writes out.

#include "case_script.h"
#include "ops/testing/json.h"
#include "ops/testing/state/state.h"

namespace scripted {

/// With all that has its default, too.
template <class T>
Json written(const T& value) {
  return Json::parse(ops::testing::to_json(value, {.defaults = true}));
}

// Each throws LookupError when the state does not have it, and ParseError when it is written out
// wrongly.
ops::testing::AnyRelation find_relation(const Json& told, const ops::testing::State& state);
ops::testing::Container find_container(const Json& told, const ops::testing::State& state);
ops::testing::Secret find_secret(const Json& told, const ops::testing::State& state,
                                 const CaseScript& script);
/// `event` has the name under `storage`, and the `index`.
ops::testing::Storage find_storage(const Json& event, const ops::testing::State& state);
ops::testing::Notice find_notice(const Json& told, const ops::testing::Container& container);
ops::testing::CheckInfo find_check(const Json& told, const ops::testing::Container& container);

/// The arguments of a custom event (a list or an object), as the charm sees those that stand for
/// components.
Json described(const Json& arguments, const ops::testing::State& state, const CaseScript& script);

}  // namespace scripted
