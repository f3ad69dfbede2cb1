#pragma once
/// The steps of a case, done to the fake Pebble.

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "case_world.h"
#include "normal.h"
#include "ops/testing/fakes/fake_pebble.h"

namespace conformance {

/// A case under way.
struct Steps {
  explicit Steps(const json& recorded);

  /// How the daemon has started.
  json boot();
  /// The result of one step, normalised.
  json run(const json& step);
  json end();

  // ---- for the operations
  void save(const json& step, const std::string& value) {
    if (step.contains("save")) saved[step["save"].get<std::string>()] = value;
  }
  std::int64_t now() { return fake.daemon().now(); }
  void pass(std::int64_t ns) { fake.daemon().advance_to(now() + ns); }

  CaseWorld world;
  ops::testing::FakePebble fake;
  std::map<std::string, std::string> saved = {};
  std::map<std::string, std::unique_ptr<ops::pebble::ExecProcess>> processes = {};
  std::map<std::string, std::string> unread = {};  // of a process, behind the lines that were read
  json captured = {};
  std::int64_t mark_ns = 0;

 private:
  /// With what earlier steps have saved.
  json filled(const json& step) const;

  json recorded_;
  Normaliser normaliser_;
};

/// Whether the fake has the operation of every step.
bool knows_operation(const std::string& name);

}  // namespace conformance
