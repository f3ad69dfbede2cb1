#pragma once
/// The container that a recorded case begins in, and what its programs do.

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "ops/testing/fakes/fake_pebble.h"

namespace conformance {

using nlohmann::json;

/// FORMAT.md: the world, programs, files and ports of one case.
class CaseWorld {
 public:
  explicit CaseWorld(const json& recorded);
  CaseWorld(const CaseWorld&) = delete;

  ops::testing::Container container() const;
  const ops::testing::Surroundings& surroundings() const { return surroundings_; }
  /// What listens on a port from now on.
  void open_port(const json& port) { ports_[port.at("port").get<int>()] = port; }
  void close_port(int port) { ports_.erase(port); }
  void set_route(int port, const std::string& path, const json& route) {
    ports_[port]["routes"][path] = route;
  }

  /// What has been asked of a port so far.
  const std::vector<ops::testing::Request>& requests(int port) { return requests_[port]; }

 private:
  std::optional<ops::testing::Answer> ask(const ops::testing::Request& request);

  json recorded_;
  std::map<int, json> ports_ = {};
  std::map<int, std::vector<ops::testing::Request>> requests_ = {};
  ops::testing::ProgramFunctions functions_ = {};
  ops::testing::Surroundings surroundings_ = {};
};

/// A file as a case describes it.
ops::testing::File file_of(const json& described);

/// The bytes of {"text"}, {"base64"} or {"repeat"}.
std::string content_of(const json& described);

std::string from_base64(const std::string& text);
std::string to_base64(const std::string& bytes);

}  // namespace conformance
