#include "ops/base/history.h"

#include <algorithm>

#include "ops/base/algorithms.h"
#include "ops/base/errors.h"
#include "ops/base/items_builder.h"

namespace ops::base {

struct AnyHistory::Nodes {
  std::vector<const Node*> all = {};
};

AnyHistory::AnyHistory() : nodes_(new Nodes) {}
AnyHistory::~AnyHistory() {
  for (const Node* node : nodes_->all) drop(node);
  delete nodes_;
}

std::size_t AnyHistory::size() const { return nodes_->all.size(); }
const Node* const* AnyHistory::first() const { return nodes_->all.data(); }

void AnyHistory::append(const Items& items) {
  for (const Node* node : items) nodes_->all.push_back(hold(node));
}

const void* AnyHistory::at(std::size_t index) const {
  if (index < size()) return value_of(nodes_->all[index]);
  throw LookupError("cannot get item " + std::to_string(index) + " of a history of " +
                    std::to_string(size()));
}

bool AnyHistory::contains(const Type& type, const void* value) const {
  return std::ranges::any_of(nodes_->all,
                             [&](const Node* node) { return equal(type, value_of(node), value); });
}

Items AnyHistory::items() const {
  ItemsBuilder builder;
  for (const Node* node : nodes_->all) builder.append(Shared(hold(node)));
  return builder.done();
}

}  // namespace ops::base
