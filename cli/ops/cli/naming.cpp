#include "ops/cli/naming.h"

namespace ops::cli {

namespace {

using base::Yaml;
using Texts = std::vector<std::string>;

Texts keys(const Yaml* mapping) {
  Texts names;
  if (mapping != nullptr)
    for (const auto& [key, value] : mapping->entries) names.push_back(key.text);
  return names;
}

Texts params(const Yaml& actions) {
  Texts names;
  for (const auto& [name, action] : actions.entries)
    for (std::string& param : keys(action.find("params"))) names.push_back(std::move(param));
  return names;
}

std::string joined_with(char c, const Texts& names) {
  std::string text;
  for (const std::string& name : names)
    if (name.find(c) != std::string::npos) text += (text.empty() ? "" : ", ") + name;
  return text;
}

void check(const std::string& scope, const Texts& names, Texts& breaks) {
  const std::string snake = joined_with('_', names), hyphened = joined_with('-', names);
  if (snake.empty()) return;
  const std::string start = "Some " + scope + " (" + snake + ") are ";
  if (hyphened.empty())
    breaks.push_back(start + "using snake case naming convention.");
  else
    breaks.push_back(start + "in snake case, while others  (" + hyphened + ") are with hyphens.");
}

}  // namespace

std::vector<std::string> naming_breaks(const Yaml& config, const Yaml& actions) {
  Texts breaks;
  check("config-options", keys(config.find("options")), breaks);
  check("actions", keys(&actions), breaks);
  check("action params", params(actions), breaks);
  return breaks;
}

}  // namespace ops::cli
