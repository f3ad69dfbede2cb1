#include "ops/testing/consistency/names.h"

#include "ops/meta/load.h"

namespace ops::testing::consistency {

const NameRule kContainerNames = {
    meta::is_container_name,
    "a container's name: at most 63 lower-case letters, digits and '-', no '-' at either end"};
const NameRule kStorageNames = {
    meta::is_storage_name,
    "a storage's name: lower-case letters and digits in words joined by '-', a letter first and "
    "one in each word"};
const NameRule kEndpointNames = {
    meta::is_endpoint_name,
    "an endpoint's name: lower-case letters and digits in words joined by '-' or '_', a letter "
    "first"};
const NameRule kActionNames = {
    meta::is_action_name,
    "an action's name: lower-case letters, digits and '-', no '-' at either end"};

std::string declare_or_pass(std::string_view section, const std::string& declared) {
  std::string text = "; declare it under " + std::string(section);
  if (!declared.empty()) text += ", or pass one of: " + declared;
  return text;
}

std::string undeclared(std::string_view field, const std::string& name, const NameRule& rule,
                       std::string_view section, const std::string& declared) {
  const std::string begin = std::string(field) + ": '" + name + "' is not ";
  if (!rule.accepts(name)) return begin + "valid; pass " + std::string(rule.words);
  return begin + "in the charm's metadata" + declare_or_pass(section, declared);
}

}  // namespace ops::testing::consistency
