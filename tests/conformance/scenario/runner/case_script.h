#pragma once
/// A case's script, for the charm that runs it in process.

#include <map>
#include <string>

#include "script.h"

namespace scripted {

/// Keeps the results, and calls the secrets that the charm adds secret:new1, secret:new2, …
class CaseScript final : public Script {
 public:
  /// `charm` is a case's: FORMAT.md, section 2.
  explicit CaseScript(const Json& charm);

  const Json& specification() const override { return specification_; }
  void record(const Json& result) override;
  /// With the real ids in the place of such names.
  Json named(const Json& parameters) const override;
  /// What the process has under this name while Juju runs the charm.
  Json variable(const ops::juju::JujuContext& context, const std::string& name) const override;

  /// Replaces what the script has under the keys of `script`.
  void replace(const Json& script);
  /// Of a Manager's scope: operations that no event asks for.
  void run(ScriptedCharm& charm, const char* when, const Json& operations);

  /// The class and the key of the library whose attribute this is.
  const Json& library(const std::string& attribute) const;
  /// Whether the charm's own `on` has this custom event.
  bool has_event(const std::string& kind) const;
  std::string real_id(const std::string& name) const;
  /// `told` with the names in the place of the real ids.
  Json renamed(const Json& told) const;

  Json results = Json::array();

 private:
  Json specification_;
  std::map<std::string, std::string> names_ = {};  // by real id, without "secret:"
};

}  // namespace scripted
