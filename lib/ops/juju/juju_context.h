#pragma once
/// What Juju tells a hook through environment variables.

#include "ops/juju/version.h"

namespace ops::juju {

/// One dispatch. Members are those of ops.JujuContext; an empty text is a variable that is unset
/// or empty.
struct JujuContext {
  std::string dispatch_path = {};  ///< JUJU_DISPATCH_PATH: "hooks/start", "actions/backup"
  std::string hook_name = {};      ///< JUJU_HOOK_NAME: "start"; empty for an action
  std::string unit_name = {};      ///< JUJU_UNIT_NAME: "web/0"
  std::string model_name = {};
  std::string model_uuid = {};
  JujuVersion version = {};        ///< JUJU_VERSION; 0.0.0 where it is not set
  std::string charm_dir = {};      ///< JUJU_CHARM_DIR, absolute, its symbolic links followed
  bool debug = false;              ///< JUJU_DEBUG is set, to whatever: log to stderr, too
  std::string action_name = {};    ///< JUJU_ACTION_NAME
  std::string workload_name = {};  ///< JUJU_WORKLOAD_NAME: the container
  std::string availability_zone = {};
  std::string machine_id = {};
  std::string principal_unit = {};

  /// Reads the environment `variables`, each "NAME=value", ended by a null pointer: `environ`.
  /// Of one that stands there twice, the first counts. Throws ParseError when JUJU_VERSION is set
  /// to what is no version, also to nothing.
  static JujuContext from_environ(const char* const* variables);

  /// The event as ops names it, from dispatch_path: "config_changed", "backup_action".
  std::string event_name() const;
  /// "web" of "web/0".
  std::string app_name() const;
};

}  // namespace ops::juju
