#include "ops/juju/backend.h"
#include "ops/meta/charm_meta.h"
#include "ops/model/kept.h"

namespace ops {

namespace model {

std::string plain_path(std::string_view path) {
  const bool is_absolute = path.starts_with('/');
  const bool keeps_two = path.starts_with("//") && !path.starts_with("///");  // POSIX's own
  std::string plain = keeps_two ? "//" : is_absolute ? "/" : "";
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(part.size() + (part.size() < path.size() ? 1 : 0));
    if (part.empty() || part == ".") continue;
    if (!plain.empty() && !plain.ends_with('/')) plain += '/';
    plain += part;
  }
  return plain.empty() ? "." : plain;
}

}  // namespace model

const std::string& Model::fetch_resource(std::string_view name) {
  if (!parts_.meta.resources.contains(name))
    throw LookupError("invalid resource name: " + std::string(name));
  auto& paths = kept().resource_paths;
  const auto found = paths.find(name);
  if (found != paths.end()) return found->second;
  const std::string path = backend().ask(&juju::HookTools::resource_get, std::string(name));
  return paths[std::string(name)] = model::plain_path(path);
}

}  // namespace ops
