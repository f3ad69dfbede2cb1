#include "ops/testing/rockcraft.h"

#include "ops/base/json.h"
#include "ops/base/yaml.h"
#include "ops/meta/file.h"
#include "ops/meta/load.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/yaml.h"

namespace ops::testing {

namespace {

std::string text_of(const std::string& path) {
  try {
    return meta::read_file(path);
  } catch (const meta::MetadataError& error) {
    throw ValueError("cannot make a layer of a rockcraft.yaml: " + std::string(error.what()));
  }
}

/// Its text, if it has one.
std::string scalar_in(const base::Yaml& rock, std::string_view key) {
  const base::Yaml* found = rock.find(key);
  return found && found->is_scalar() ? found->text : std::string();
}

/// What a layer's YAML has of the rock's.
std::string layer_yaml(const base::Yaml& rock, const std::string& path) {
  std::string layer = "{";
  for (const char* section : {"services", "checks"}) {
    const base::Yaml* found = rock.find(section);
    if (!found || found->is_null()) continue;
    layer += (layer.size() > 1 ? ",\"" : "\"") + std::string(section) +
             "\":" + base::yaml_to_json(*found, path);
  }
  return layer + "}";
}

pebble::Layer parsed(const std::string& yaml, const std::string& path) {
  try {
    return pebble::layer_from_yaml(yaml, "rockcraft");
  } catch (const pebble::APIError& error) {
    std::throw_with_nested(
        ParseError(path + ": cannot make a layer of it: " + std::string(error.what())));
  }
}

}  // namespace

pebble::Layer layer_from_rockcraft(const std::string& path) {
  const base::Yaml rock = base::parse_only_yaml(text_of(path), path);
  base::yaml_to_json(rock, path);  // refuses tags that are none of YAML's own
  if (!rock.find("summary"))
    throw LookupError("cannot make a layer of " + path + ": it has no 'summary'; add one");
  const std::string description = scalar_in(rock, "description");
  pebble::Layer layer = parsed(layer_yaml(rock, path), path);
  layer.summary = scalar_in(rock, "summary");
  layer.description = (description.empty() ? "(no description)" : description) +
                      " (built from the rockcraft.yaml at " + path + ")";
  return layer;
}

}  // namespace ops::testing
