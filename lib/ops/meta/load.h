#pragma once
/// Reading a charm's metadata.

#include "ops/base/errors.h"
#include "ops/meta/charm_meta.h"

namespace ops::meta {

/// Metadata that is missing or wrong. The message begins with file and line:
/// "charmcraft.yaml:7: cannot read containers.demo-server: …".
class MetadataError : public ParseError {
 public:
  MetadataError(const std::string& file, int line, const std::string& why);
  ~MetadataError() override;
  MetadataError(const MetadataError&);
  const std::string& file() const { return file_; }
  int line() const { return line_; }  ///< From 1; 0 when it is about no line.

 private:
  std::string file_;
  int line_;
};

/// A charm's files as text. Empty text is an empty file.
struct MetadataTexts {
  /// metadata.yaml, or a whole charmcraft.yaml with config and actions.
  std::string metadata = {};
  Optional<std::string> config = {};   ///< config.yaml; unset: the `config` section of `metadata`.
  Optional<std::string> actions = {};  ///< actions.yaml; likewise.
};

/// From text; errors name the files metadata.yaml, config.yaml and actions.yaml. Throws
/// MetadataError for what is no YAML, of a wrong type or badly named, for a section of more than
/// 1000 entries, and when a section stands both in `metadata` and in a text of its own.
///
/// As ops reads them, keys that nobody knows are passed over (at the top level they are kept in
/// `other`), and null is the same as absent. `extensions` are not applied.
CharmMeta parse(const MetadataTexts& texts);

/// From the text of a charmcraft.yaml, as it stands in the source tree of a charm: `extensions` are
/// applied as `charmcraft expand-extensions` (4.5) applies those that it has, in the edition for
/// the charm's base (ubuntu@24.04 when it names none), without descriptions. One that is not known
/// stays listed in `other`. What charmcraft refuses is a MetadataError, but for `assumes` of the
/// charm's own, which is kept beside the extension's.
CharmMeta parse_charmcraft(const std::string& text);

/// For a test, from a source tree: charmcraft.yaml when it is one of a charm (it then must have
/// type, name, summary and description) as parse_charmcraft reads it, else metadata.yaml with
/// config.yaml and actions.yaml beside it. Throws MetadataError, naming files by their path; also
/// for what is no regular file or larger than 4 MiB.
///
/// Read once for each file in a process: a later call gives the same one unless path, size or
/// time of change of a file differ.
base::Box<CharmMeta> load_source_tree(const std::string& root);

/// For a deployed charm: metadata.yaml (which charmcraft makes from charmcraft.yaml when it packs)
/// with config.yaml and actions.yaml where they are; no other file is read. Names may be any: Juju
/// has taken the charm. Throws MetadataError. `CharmMeta.from_charm_root`.
CharmMeta load_charm_dir(const std::string& charm_dir);

/// Juju's rules for names (lower-case ASCII).
bool is_endpoint_name(std::string_view name);   ///< db, receive-ca-cert, receive_ca_cert
bool is_storage_name(std::string_view name);    ///< data, data-a1; not data-1
bool is_action_name(std::string_view name);     ///< do-backup, 0
bool is_container_name(std::string_view name);  ///< As an action's, 63 characters at most.

}  // namespace ops::meta
