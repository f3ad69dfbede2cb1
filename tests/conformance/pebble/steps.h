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
class Steps {
 public:
  explicit Steps(const json& recorded);

  /// The result of one step, normalised.
  json run(const json& step);
  json end();

 private:
  friend struct Operations;

  /// With what earlier steps have saved.
  json filled(const json& step) const;
  void save(const json& step, const std::string& value) {
    if (step.contains("save")) saved_[step["save"].get<std::string>()] = value;
  }
  std::int64_t now() { return fake_.daemon().now(); }
  void pass(std::int64_t ns) { fake_.daemon().advance_to(now() + ns); }

  CaseWorld world_;
  ops::testing::FakePebble fake_;
  Normaliser normaliser_;
  std::map<std::string, std::string> saved_ = {};
  std::map<std::string, std::unique_ptr<ops::pebble::ExecProcess>> processes_ = {};
  std::map<std::string, std::string> unread_ = {};  // of a process, behind the lines that were read
  json captured_ = {};
  std::int64_t mark_ns_ = 0;
};

/// Whether the fake has the operation of every step.
bool knows_operation(const std::string& name);

}  // namespace conformance
