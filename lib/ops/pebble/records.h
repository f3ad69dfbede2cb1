#pragma once
/// What Pebble tells of its services, checks, changes, notices and files.

#include "ops/base/json.h"
#include "ops/base/time.h"
#include "ops/pebble/types.h"

namespace ops::pebble {

using base::List, base::Map, base::OneOf, base::Optional, base::Required;

/// Of Pebble itself. `ops.pebble.SystemInfo`.
struct SystemInfo {
  std::string version = {};  ///< "v1.32.1"
  OPS_VALUE(SystemInfo);
};

/// A service of the plan, and how it is. `ops.pebble.ServiceInfo`.
struct ServiceInfo {
  Required<std::string> name;
  OneOf<Startup, std::string> startup = Startup::disabled;
  OneOf<ServiceStatus, std::string> current = ServiceStatus::inactive;
  OPS_VALUE(ServiceInfo);

  bool is_running() const { return current == ServiceStatus::active; }
};

/// How far a task has come. `ops.pebble.TaskProgress`.
struct Progress {
  std::string label = {};
  int done = 0;
  int total = 0;
  OPS_VALUE(Progress);
};

/// One step of a change. `ops.pebble.Task`.
struct Task {
  Required<std::string> id;
  std::string kind = {};     ///< "start", "stop", …
  std::string summary = {};  ///< `Start service "web"`
  std::string status = {};   ///< "Done", "Error", …
  List<std::string> log = {};
  Map<std::string, base::Json> data = {};  ///< What its kind tells: {"exit-code": 0}
  Progress progress = {};
  base::Timestamp spawn_time = {};
  Optional<base::Timestamp> ready_time = {};  ///< None: it goes on.
  OPS_VALUE(Task);
};

/// Something that Pebble does, or did, for a request. `ops.pebble.Change`.
struct Change {
  Required<std::string> id;
  std::string kind = {};
  std::string summary = {};
  std::string status = {};
  List<Task> tasks = {};
  bool ready = false;              ///< Nothing more will happen.
  Optional<std::string> err = {};  ///< Why it failed, if it did.
  Map<std::string, base::Json> data = {};
  base::Timestamp spawn_time = {};
  Optional<base::Timestamp> ready_time = {};  ///< None: it goes on.
  OPS_VALUE(Change);
};

/// A check of the plan, and how it is. `ops.pebble.CheckInfo`.
struct CheckInfo {
  Required<std::string> name;
  OneOf<CheckLevel, std::string> level = CheckLevel::unset;
  Startup startup = Startup::enabled;
  OneOf<CheckStatus, std::string> status = CheckStatus::up;
  Optional<int> successes = {};  ///< Since the last failure; none: a Pebble before 1.23.
  int failures = 0;              ///< Since the last success.
  int threshold = 0;             ///< So many failures in a row, and the check is down.
  /// The change that drives the check; none of one that does not run, or a Pebble before 1.18.
  Optional<std::string> change_id = {};
  OPS_VALUE(CheckInfo);

  /// Whether it has run at least once. Throws RuntimeError where `successes` is not known.
  bool has_run() const;
};

/// What happened, once or more often, under one type and key. `ops.pebble.Notice`.
struct Notice {
  Required<std::string> id;
  Optional<int> user_id = {};  ///< Whose it is; nobody's: it is public.
  OneOf<NoticeType, std::string> type = NoticeType::custom;
  std::string key = {};  ///< "example.com/path"; of a change_update the change's id
  base::Timestamp first_occurred = {};
  base::Timestamp last_occurred = {};
  base::Timestamp last_repeated = {};  ///< When it last counted as new, by `repeat_after`.
  int occurrences = 0;
  Map<std::string, std::string> last_data = {};
  Optional<base::Duration> repeat_after = {};
  Optional<base::Duration> expire_after = {};  ///< So long after it last occurred it is dropped.
  OPS_VALUE(Notice);
};

/// What an operator should know. `ops.pebble.Warning`.
struct Warning {
  Required<std::string> message;
  base::Timestamp first_added = {};
  base::Timestamp last_added = {};
  Optional<base::Timestamp> last_shown = {};
  std::string expire_after = {};  ///< As Pebble writes it: "168h0m0s"
  std::string repeat_after = {};
  OPS_VALUE(Warning);
};

/// Who calls over the socket under this user's id. `ops.pebble.LocalIdentity`.
struct LocalIdentity {
  int user_id = 0;
  OPS_VALUE(LocalIdentity);
};

/// Who knows this password. `ops.pebble.BasicIdentity`.
struct BasicIdentity {
  std::string password = {};  ///< Hashed, as `openssl passwd -6` does it; "*****" from Pebble.
  OPS_VALUE(BasicIdentity);
};

/// Who may call Pebble, and for what. `ops.pebble.Identity`.
struct Identity {
  OneOf<IdentityAccess, std::string> access = IdentityAccess::untrusted;
  Optional<LocalIdentity> local = {};
  Optional<BasicIdentity> basic = {};
  OPS_VALUE(Identity);
};

/// A file, directory or else in the container. `ops.pebble.FileInfo`.
struct FileInfo {
  Required<std::string> path;  ///< Absolute.
  std::string name = {};       ///< The last part of `path`; "/" of the root
  OneOf<FileType, std::string> type = FileType::unknown;
  Optional<std::int64_t> size = {};  ///< In bytes; of regular files only.
  int permissions = 0;               ///< The lowest nine bits of the mode: 0644.
  base::Timestamp last_modified = {};
  Optional<int> user_id = {};
  Optional<std::string> user = {};  ///< Its name; empty where Pebble knows none.
  Optional<int> group_id = {};
  Optional<std::string> group = {};
  OPS_VALUE(FileInfo);
};

}  // namespace ops::pebble
