#include "ops/testing/custom_event.h"

#include "ops/testing/errors.h"

namespace ops::testing {

namespace {

/// Stands for an event of any class: its handlers get events of their own, made from the snapshot.
class SnapshotEvent final : public EventBase {
 public:
  explicit SnapshotEvent(const store::Snapshot& data) : data_(data) {}
  store::Snapshot snapshot() const override { return data_; }

 private:
  store::Snapshot data_;
};

/// Whether "MyCharm/Ingress[web]" is an Ingress; with a key, also whether it is that one.
bool is_of(std::string_view path, const CustomEvent& custom) {
  path.remove_prefix(path.rfind('/') + 1);
  const std::string_view kind = path.substr(0, path.find('['));
  if (kind != custom.emitter) return false;
  return custom.key.empty() || path == emitter_name(custom);
}

std::string joined(const base::List<std::string>& paths) {
  std::string all;
  for (const std::string& path : paths) (all += all.empty() ? "" : ", ") += path;
  return all;
}

const Object& emitter_of(const Framework& framework, const CustomEvent& custom) {
  const base::List<std::string> paths = framework.object_paths();
  std::string found;
  for (const std::string& path : paths) {
    if (!is_of(path, custom)) continue;
    if (!found.empty())
      throw BadOwnerPath("cannot tell which " + custom.emitter + " is to emit: there are " + found +
                         " and " + path + "; pass Emitter{.key = …}");
    found = path;
  }
  if (found.empty())
    throw BadOwnerPath("cannot find " + emitter_name(custom) +
                       " to emit its event: the charm has " + joined(paths));
  return *framework.find_object(found);
}

}  // namespace

void emit_custom(CharmBase& charm, std::string_view kind, const CustomEvent& custom) {
  Framework& framework = charm.framework();
  const Object& emitter = emitter_of(framework, custom);
  const std::string_view known = framework.type_name_of(emitter.path(), kind);
  if (!known.empty() && known != custom.type)
    throw NoObserverError("cannot emit " + std::string(kind) + " of " + emitter.path() + " as " +
                          custom.type + ": its observers take it for " + std::string(known));
  SnapshotEvent event(custom.snapshot);
  framework.emit({&emitter, framework.keep_name(kind), {custom.type, nullptr}}, event);
}

}  // namespace ops::testing
