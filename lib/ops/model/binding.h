#pragma once
/// What an endpoint, or an extra binding, is bound to: a network.

#include "ops/model/network.h"

namespace ops {

class Model;

/// `ops.Binding`. Model makes and keeps them.
class Binding {
 public:
  Binding(Model& model, std::string name, base::Optional<int> relation_id)
      : model_(&model), name_(std::move(name)), relation_id_(relation_id) {}
  Binding(const Binding&) = delete;
  Binding& operator=(const Binding&) = delete;

  /// The endpoint or extra binding: "db".
  const std::string& name() const { return name_; }
  /// Asked for once; for a relation that is gone, the endpoint's. Throws ModelError, and ParseError
  /// for a subnet that is none.
  const Network& network();

 private:
  Network ask() const;

  Model* model_;
  std::string name_;
  base::Optional<int> relation_id_;
  base::Optional<Network> network_ = {};
};

}  // namespace ops
