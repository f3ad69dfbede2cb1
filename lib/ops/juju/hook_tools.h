#pragma once
/// The seam between a charm and Juju during one hook.

#include "ops/base/config_value.h"
#include "ops/base/log.h"
#include "ops/juju/errors.h"

namespace ops::juju {

/// What status-get tells.
struct StatusRecord {
  std::string name;  ///< "active", "blocked", …
  std::string message;
};

/// One hook tool each, under its name. Every call throws ModelError, with what the tool wrote to
/// stderr, when the tool fails.
class HookTools {
 public:
  virtual ~HookTools();

  /// Of the application when `application`, else of the unit.
  virtual StatusRecord status_get(bool application) = 0;
  virtual void status_set(bool application, const std::string& name,
                          const std::string& message) = 0;
  virtual void application_version_set(const std::string& version) = 0;
  virtual bool is_leader() = 0;
  /// All options that have a value.
  virtual base::Map<std::string, base::ConfigValue> config_get() = 0;
  /// `message` is passed on whole.
  virtual void juju_log(LogLevel level, std::string_view message) = 0;
};

}  // namespace ops::juju
