#pragma once
/// FORMAT.md §6: what does not count in a result.

#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace conformance {

using nlohmann::json;

/// Renames ids in the order in which results first show them.
class Normaliser {
 public:
  explicit Normaliser(bool raw_ids) : raw_ids_(raw_ids) {}
  /// `bare` is what an id that stands alone is of: 'c'hange or 'n'otice.
  json normal(const json& result, char bare);

 private:
  std::string renamed(char letter, const std::string& id);
  void see(const json& value);
  json with_names(const json& value);
  std::string text(const std::string& given);

  bool raw_ids_;
  std::map<char, std::map<std::string, std::string>> names_ = {};
};

}  // namespace conformance
