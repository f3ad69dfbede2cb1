#pragma once
/// The event of an action that somebody runs.

#include "ops/base/typed.h"
#include "ops/charm/hook_events.h"

namespace ops {

/// What becomes of parameters that their struct's validate() refuses.
enum class ParamsErrors {
  raise,  ///< The ValueError goes on to the charm.
  fail,   ///< The action fails, "Error in action parameters: …", and the dispatch ends, well.
};

/// `on()["backup"].action`. Cannot be deferred: whoever runs the action waits for it.
/// `ops.ActionEvent`.
class ActionEvent final : public JujuEvent {
 public:
  /// Of this run of the action.
  std::string id = {};
  /// By name; with the defaults that actions.yaml gives. Known in a handler.
  base::Map<std::string, base::Json> params = {};

  /// The parameters as a struct (see ops/base/typed.h), dashes in their names as underscores.
  /// Throws ParseError for one whose type is not its member's, and ValueError.
  template <class Params>
  Params load_params(ParamsErrors errors = ParamsErrors::raise) {
    return *static_cast<const Params*>(load(base::typed_class<Params>(), errors).value());
  }

  /// Adds results, which whoever runs the action sees. Dicts in them become keys with dots.
  /// Throws ValueError for a key that Juju does not take (lower-case letters and digits, between
  /// them also '-' and '.') and for one that comes out twice, and ModelError.
  void set_results(const base::Map<std::string, base::Plain>& results);
  /// Tells whoever runs the action how far it is. Throws ModelError.
  void log(const std::string& message);
  /// The action has failed; it goes on all the same until the handler returns. Throws ModelError.
  void fail(const std::string& message = {});

  void defer() override;
  void resolve(Model& model, std::string_view kind) override;
  store::Snapshot snapshot() const override;
  /// Asks Juju for the parameters, for each handler anew.
  void restore(const store::Snapshot& data, Model& model) override;

 private:
  base::Shared load(const base::TypedClass& of, ParamsErrors errors);
  Model* model_ = nullptr;
};

}  // namespace ops
