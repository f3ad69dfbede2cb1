#include "ops/testing/context_meta.h"

#include "ops/base/text.h"
#include "ops/meta/load.h"

namespace ops::testing {

namespace {

bool says_nothing(const Optional<std::string>& text) {
  if (!text) return true;
  const std::string_view said = base::trimmed(*text);
  return said.empty() || said == "{}" || said == "null" || said == "~";
}

Box<meta::CharmMeta> read(const ContextOptions& options, std::string_view charm_kind) {
  if (says_nothing(options.meta) && says_nothing(options.config) && says_nothing(options.actions))
    return meta::load_source_tree(options.charm_root);
  const std::string own = says_nothing(options.meta) ? "name: " + base::Json(charm_kind).text()
                                                     : std::string(*options.meta);
  return meta::parse({.metadata = own, .config = options.config, .actions = options.actions});
}

}  // namespace

Box<meta::CharmMeta> metadata_of(const ContextOptions& options, std::string_view charm_kind) {
  try {
    return read(options, charm_kind);
  } catch (const meta::MetadataError& error) {
    std::throw_with_nested(
        ContextSetupError(std::string("cannot set up a Context: ") + error.what()));
  }
}

Config defaults_of(const Map<std::string, meta::ConfigMeta>& options) {
  Config all;
  for (const auto& [name, option] : options)
    if (option.default_) all = all.with(name, *option.default_);
  return all;
}

std::string fault_of(const Map<std::string, meta::ConfigMeta>& options) {
  for (const auto& [name, option] : options)
    if (option.type.empty())
      return "cannot read config.options." + name + ": it has no 'type'; add one";
  return {};
}

List<std::string> doubts_about(const meta::CharmMeta& charm) {
  List<std::string> doubts;
  const base::Json* names = charm.other.find("extensions");
  if (!names || !names->is_list()) return doubts;
  for (const base::Json& name : names->items())
    doubts = doubts.with("extensions in the charm's metadata: " + name.text() +
                         " is not applied; give the Context what `charmcraft expand-extensions` "
                         "makes of charmcraft.yaml");
  return doubts;
}

}  // namespace ops::testing
