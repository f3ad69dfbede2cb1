#include "ops/charm/action_event.h"

#include <cstdlib>

#include "ops/base/text.h"
#include "ops/juju/backend.h"
#include "ops/model/action_results.h"
#include "ops/model/model.h"

namespace ops {

namespace {
constexpr const char* kId = "id";
}

void ActionEvent::defer() { throw RuntimeError("cannot defer action events"); }

void ActionEvent::resolve(Model& model, std::string_view) { id = model.context().action_uuid; }

store::Snapshot ActionEvent::snapshot() const {
  return {{kId, id.empty() ? base::Plain() : base::Plain(id)}};
}

void ActionEvent::restore(const store::Snapshot& data, Model& model) {
  model_ = &model;
  id = data[kId].is_null() ? std::string() : data[kId].as_string();
  params = model.backend().ask(&juju::HookTools::action_get);
}

void ActionEvent::set_results(const base::Map<std::string, base::Plain>& results) {
  model_->backend().ask(&juju::HookTools::action_set, flattened_results(results));
}

void ActionEvent::log(const std::string& message) {
  model_->backend().ask(&juju::HookTools::action_log, message);
}

void ActionEvent::fail(const std::string& message) {
  model_->backend().ask(&juju::HookTools::action_fail, juju::Optional<std::string>(message));
}

base::Shared ActionEvent::load(const base::TypedClass& of, ParamsErrors errors) {
  base::Map<std::string, base::Json> values;
  for (const auto& [name, value] : params) values = values.with(base::underscored(name), value);
  try {
    return base::load_typed(of, values);
  } catch (const ValueError& error) {
    if (errors == ParamsErrors::raise) throw;
    fail(std::string("Error in action parameters: ") + error.what());
    throw Abort{EXIT_SUCCESS};
  }
}

}  // namespace ops
