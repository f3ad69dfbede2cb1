#include "ops/pebble/service_order.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "ops/pebble/go_text.h"
#include "ops/pebble/refusal.h"

namespace ops::pebble {

namespace {

using std::string;
using Names = std::vector<string>;
/// By name: what comes before each.
using Edges = std::map<string, Names>;
using Services = std::map<std::string_view, const Service*>;

const Service& service_named(const Services& services, const string& name) {
  const auto found = services.find(name);
  if (found == services.end()) refuse("service " + go_quoted(name) + " does not exist");
  return *found->second;
}

std::multimap<string, string> requirers(const Services& services) {
  std::multimap<string, string> out;
  for (const auto& [name, service] : services)
    for (const string& required : service->requires_) out.emplace(required, name);
  return out;
}

/// `names` and, from there on, all that `requires_` names (or that names them).
Edges closure(const Services& services, Names pending, Direction direction) {
  Edges out;
  const auto stopping =
      direction == Direction::stop ? requirers(services) : std::multimap<string, string>();
  for (std::size_t i = 0; i < pending.size(); ++i) {
    const string name = pending[i];
    if (!out.emplace(name, Names()).second) continue;
    if (direction == Direction::start)
      for (const string& required : service_named(services, name).requires_)
        pending.push_back(required);
    const auto [first, last] = stopping.equal_range(name);
    std::for_each(first, last, [&](const auto& pair) { pending.push_back(pair.second); });
  }
  return out;
}

/// Between those of the closure only.
void add_edges(const Services& services, Direction direction, Edges& edges) {
  for (auto& [name, earlier] : edges) {
    const Service& service = service_named(services, name);
    const bool starting = direction == Direction::start;
    for (const string& other : starting ? service.after : service.before)
      if (edges.contains(other)) earlier.push_back(other);
    for (const string& other : starting ? service.before : service.after)
      if (const auto found = edges.find(other); found != edges.end()) found->second.push_back(name);
  }
}

/// Tarjan's search for strongly connected components, without recursion: plans may be long.
class Components {
 public:
  explicit Components(const Edges& edges) : edges_(edges) {}

  /// Those that come first, first. More than one name in a row is a loop.
  std::vector<Names> found() {
    for (const auto& [name, earlier] : edges_)
      if (!marks_.contains(name)) walk(name);
    return std::move(out_);
  }

 private:
  struct Mark {
    std::size_t index, low;
    bool open;
  };
  struct Step {
    const string* name;
    Mark* mark;
    const Names* earlier;
    std::size_t next;
  };

  void enter(const string& name) {
    const std::size_t index = marks_.size();
    Mark& mark = marks_.emplace(name, Mark{index, index, true}).first->second;
    open_.push_back(name);
    steps_.push_back({&name, &mark, &edges_.at(name), 0});
  }

  void walk(const string& root) {
    enter(root);
    while (!steps_.empty()) {
      Step& step = steps_.back();
      if (step.next == step.earlier->size())
        leave();
      else
        look_at((*step.earlier)[step.next++], *step.mark);
    }
  }

  void look_at(const string& name, Mark& from) {
    const auto found = marks_.find(name);
    if (found == marks_.end())
      enter(name);
    else if (found->second.open)
      from.low = std::min(from.low, found->second.index);
  }

  void leave() {
    const Step done = steps_.back();
    steps_.pop_back();
    if (!steps_.empty()) {
      Mark& parent = *steps_.back().mark;
      parent.low = std::min(parent.low, done.mark->low);
    }
    if (done.mark->low == done.mark->index) close(*done.name);
  }

  /// All that have been entered since `root`, and are still open, are a component with it.
  void close(const string& root) {
    const auto first = std::prev(std::find(open_.rbegin(), open_.rend(), root).base());
    Names component(first, open_.end());
    open_.erase(first, open_.end());
    for (const string& name : component) marks_.at(name).open = false;
    std::sort(component.begin(), component.end());
    out_.push_back(std::move(component));
  }

  const Edges& edges_;
  std::map<std::string_view, Mark> marks_ = {};
  Names open_ = {};
  std::vector<Step> steps_ = {};
  std::vector<Names> out_ = {};
};

string joined(const Names& names) {
  string out;
  for (const string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace

std::vector<std::string> service_order(const Map<std::string, Service>& services,
                                       const std::vector<std::string>& names, Direction direction) {
  Services by_name;
  for (const auto& [name, service] : services) by_name.emplace(name, &service);
  Edges edges = closure(by_name, names, direction);
  add_edges(by_name, direction, edges);
  Names out;
  for (const Names& component : Components(edges).found()) {
    if (component.size() > 1) refuse("services in before/after loop: " + joined(component));
    out.push_back(component.front());
  }
  return out;
}

}  // namespace ops::pebble
