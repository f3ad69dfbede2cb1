#pragma once
/// A framework on its own, over a store in memory.

#include <string>
#include <vector>

#include "ops/framework/framework.h"
#include "ops/store/memory_store.h"

namespace framework_test {

/// Keeps "DEBUG text".
struct Log final : ops::Logger {
  void log(ops::LogLevel level, std::string_view message) override {
    lines.push_back((std::string(to_string(level)) + ' ').append(message));
  }
  std::vector<std::string> lines = {};
};

/// The framework hands its Model on and never looks at it.
inline ops::Model& no_model() {
  static char room;
  return reinterpret_cast<ops::Model&>(room);
}

/// What lasts from one dispatch to the next.
struct World {
  ops::store::MemoryStore store = {};
  Log log = {};

  ops::Framework::Parts parts(std::string_view event_name = "start") {
    return {store, log, no_model(), "Root", nullptr, event_name, {}, nullptr};
  }
  /// Those notices that wait: "Root/on/thing[1] Root on_thing".
  std::vector<std::string> waiting() const {
    std::vector<std::string> all;
    for (const auto& notice : store.all_notices())
      all.push_back(notice.event_path + ' ' + notice.observer_path + ' ' + notice.method_name);
    return all;
  }
};

using Lines = std::vector<std::string>;

/// An event that carries plain data.
class ThingEvent : public ops::EventBase {
 public:
  ThingEvent() = default;
  explicit ThingEvent(const ops::Plain& carried) : data(carried) {}
  ops::Plain data = {};
  ops::store::Snapshot snapshot() const override { return {{"data", data}}; }
  void restore(const ops::store::Snapshot& kept, ops::Model&) override { data = kept["data"]; }
};

}  // namespace framework_test
