#include "errors.h"

#include "arguments.h"
#include "ops/base/exception_text.h"
#include "ops/ops.h"
#include "ops/store/store.h"

namespace scripted {

namespace {

/// A class of errors: what it is called in ops, and its bases among ModelError's family.
struct Row {
  bool (*holds)(const std::exception& error);
  const char* name;
  std::vector<std::string> bases = {};
};

template <class E>
bool is_a(const std::exception& error) {
  return dynamic_cast<const E*>(&error) != nullptr;
}

/// Derived classes stand before their bases.
const Row* find_row(const std::exception& error) {
  static const Row kRows[] = {
      {is_a<Escape>, "Escape"},
      {is_a<ops::InvalidStatusError>, "InvalidStatusError", {"ModelError"}},
      {is_a<ops::SecretNotFoundError>, "SecretNotFoundError", {"ModelError"}},
      {is_a<ops::TooManyRelatedAppsError>, "TooManyRelatedAppsError", {"ModelError"}},
      {is_a<ops::RelationDataTypeError>,
       "RelationDataTypeError",
       {"RelationDataError", "ModelError"}},
      {is_a<ops::RelationDataAccessError>,
       "RelationDataAccessError",
       {"RelationDataError", "ModelError"}},
      {is_a<ops::RelationNotFoundError>, "RelationNotFoundError", {"ModelError"}},
      {is_a<ops::ModelError>, "ModelError"},
      {is_a<ops::juju::HookCommandError>, "Error"},
      {is_a<ops::store::NoSnapshotError>, "NoSnapshotError"},
      {is_a<ops::pebble::APIError>, "APIError"},
      {is_a<ops::pebble::ChangeError>, "ChangeError"},
      {is_a<ops::pebble::ConnectionError>, "ConnectionError"},
      {is_a<ops::pebble::ExecError>, "ExecError"},
      {is_a<ops::pebble::PathError>, "PathError"},
      {is_a<ops::pebble::TimeoutError>, "TimeoutError"},
      {is_a<ops::LookupError>, "KeyError"},
      {is_a<ops::RuntimeError>, "RuntimeError"},
      {is_a<ops::ParseError>, "ValueError"},
      {is_a<ops::ValueError>, "ValueError"},
      {is_a<Json::exception>, "ScriptError"},
  };
  for (const Row& row : kRows)
    if (row.holds(error)) return &row;
  return nullptr;
}

/// What some classes hold beside their message.
void add_fields(const std::exception& error, Json& told) {
  if (const auto* of_pebble = dynamic_cast<const ops::pebble::APIError*>(&error))
    told["code"] = of_pebble->code();
  if (const auto* of_path = dynamic_cast<const ops::pebble::PathError*>(&error))
    told["kind"] = of_path->kind();
  if (const auto* of_exec = dynamic_cast<const ops::pebble::ExecError*>(&error))
    told["exit_code"] = of_exec->exit_code();
  if (const auto* of_tool = dynamic_cast<const ops::juju::HookCommandError*>(&error)) {
    const auto& [cmd, returncode, out, err] = of_tool->details();
    told.update({{"cmd", scripted::told(cmd)},
                 {"returncode", returncode},
                 {"stdout", out},
                 {"stderr", err}});
  }
  if (const auto* many = dynamic_cast<const ops::TooManyRelatedAppsError*>(&error)) {
    told["relation_name"] = many->relation_name();
    told["num_related"] = many->num_related();
    told["max_supported"] = many->max_supported();
  }
  const auto* of_model = dynamic_cast<const ops::ModelError*>(&error);
  if (of_model && !of_model->note().empty()) told["notes"] = {of_model->note()};
}

}  // namespace

Json describe_current_exception() {
  try {
    throw;
  } catch (const PythonError& error) {
    return {{"error", error.name()}, {"message", error.what()}};
  } catch (const std::exception& error) {
    const Row* row = find_row(error);
    Json told = {{"error", row ? row->name : ops::base::current_exception_type()},
                 {"message", error.what()}};
    if (dynamic_cast<const ops::ModelError*>(&error)) told["bases"] = row->bases;
    add_fields(error, told);
    return told;
  }
}

}  // namespace scripted
