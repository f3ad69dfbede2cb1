#pragma once
/// What Pebble tells of its services and changes.

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

/// One step of a change. `ops.pebble.Task`.
struct Task {
  Required<std::string> id;
  std::string kind = {};     ///< "start", "stop", …
  std::string summary = {};  ///< `Start service "web"`
  std::string status = {};   ///< "Done", "Error", …
  List<std::string> log = {};
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
  OPS_VALUE(Change);
};

}  // namespace ops::pebble
