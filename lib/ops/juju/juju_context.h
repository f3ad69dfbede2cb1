#pragma once
/// What Juju tells a hook through environment variables.

#include "ops/juju/version.h"

namespace ops::juju {

/// One dispatch. Members are those of ops.JujuContext; an empty text, or a number that there is
/// none of, is a variable that is unset or empty.
struct JujuContext {
  std::string dispatch_path = {};  ///< JUJU_DISPATCH_PATH: "hooks/start", "actions/backup"
  std::string hook_name = {};      ///< JUJU_HOOK_NAME: "start"; empty for an action
  std::string unit_name = {};      ///< JUJU_UNIT_NAME: "web/0"
  std::string model_name = {};
  std::string model_uuid = {};
  JujuVersion version = {};              ///< JUJU_VERSION; 0.0.0 where it is not set
  std::string charm_dir = {};            ///< JUJU_CHARM_DIR, absolute, its symbolic links followed
  bool debug = false;                    ///< JUJU_DEBUG is set, to whatever: log to stderr, too
  base::Set<std::string> debug_at = {};  ///< JUJU_DEBUG_AT, split at its commas and stripped
  std::string action_name = {};          ///< JUJU_ACTION_NAME
  std::string action_uuid = {};          ///< JUJU_ACTION_UUID: the id of this run of the action
  std::string relation_name = {};        ///< JUJU_RELATION: the endpoint
  base::Optional<int> relation_id = {};  ///< 3, of "db:3" or "3" in JUJU_RELATION_ID
  std::string remote_app_name = {};      ///< JUJU_REMOTE_APP
  std::string remote_unit_name = {};     ///< JUJU_REMOTE_UNIT
  std::string relation_departing_unit_name = {};  ///< JUJU_DEPARTING_UNIT
  std::string workload_name = {};                 ///< JUJU_WORKLOAD_NAME: the container
  std::string notice_id = {};
  std::string notice_type = {};
  std::string notice_key = {};
  std::string pebble_check_name = {};
  std::string secret_id = {};
  std::string secret_label = {};
  base::Optional<int> secret_revision = {};
  std::string storage_name = {};           ///< "data" of "data/0" in JUJU_STORAGE_ID
  base::Optional<int> storage_index = {};  ///< 0 of "data/0"
  std::string availability_zone = {};
  std::string machine_id = {};
  std::string principal_unit = {};

  /// Reads the environment `variables`, each "NAME=value", ended by a null pointer: `environ`. Of
  /// one that stands there twice, the first counts. Throws ValueError when one that Juju always
  /// sets for the hook in JUJU_HOOK_NAME is missing, and what from_variables() throws.
  static JujuContext from_environ(const char* const* variables);

  /// The same for whatever is there: what is missing is empty. Throws ParseError, with the
  /// variable's name, when JUJU_VERSION is set to what is no version, also to nothing, and when
  /// what is to be a number is none.
  static JujuContext from_variables(const char* const* variables);

  /// The event as ops names it, from dispatch_path: "config_changed", "backup_action".
  std::string event_name() const;
  /// "web" of "web/0".
  std::string app_name() const;
};

}  // namespace ops::juju
