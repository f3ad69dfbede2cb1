#include "postgresql_client/remote_data.h"

#include "ops/juju/version.h"
#include "ops/ops.h"

namespace postgresql_client {

ops::Secret get_group_secret(ops::Model& model, const ops::Relation& relation,
                             const std::string& group, const std::string& id) {
  const std::string label =
      relation.name() + '.' + std::to_string(relation.id()) + '.' + group + ".secret";
  try {
    return model.get_secret({.label = label});
  } catch (const ops::SecretNotFoundError&) {
    return model.get_secret({.id = id, .label = label});  // labelled from now on
  }
}

Data fetch_remote_data(ops::Model& model, const ops::Relation& relation) {
  if (!relation.app()) return {};
  const Data databag = relation.data()[relation.app()].all();
  Data all;
  for (const auto& [key, value] : databag)
    if (!key.starts_with(kSecretPrefix)) all = all.with(key, value);
  if (!model.juju_version().has_secrets()) return all;
  for (const auto& [key, value] : databag) {
    if (!key.starts_with(kSecretPrefix)) continue;
    const std::string group = key.substr(kSecretPrefix.size());
    ops::Secret secret = get_group_secret(model, relation, group, value);
    for (const auto& [field, text] : secret.get_content({.refresh = true}))
      all = all.with(field, text);
  }
  return all;
}

}  // namespace postgresql_client
