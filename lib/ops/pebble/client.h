#pragma once
/// The seam between a charm and the Pebble of one container.

#include "ops/base/time.h"
#include "ops/pebble/plan.h"
#include "ops/pebble/records.h"

namespace ops::pebble {

using Names = List<std::string>;

/// One call of Pebble's API each, under the names of `ops.pebble.Client`.
///
/// Every call throws ConnectionError when Pebble cannot be reached, TimeoutError when it does not
/// answer, APIError when it refuses, and ProtocolError when it does not answer as Pebble does.
class Client {
 public:
  /// How long ops waits for a change: 30 s.
  static const base::Duration kDefaultTimeout;

  virtual ~Client();

  /// GET /v1/system-info
  virtual SystemInfo get_system_info() = 0;

  /// POST /v1/layers. With `combine`, a layer of the same label is merged with this one; without,
  /// it is refused with APIError 400. Nothing starts or stops before replan_services.
  virtual void add_layer(const std::string& label, const Layer& layer, bool combine) = 0;
  /// The same for a layer as YAML, which goes to Pebble as it is.
  virtual void add_layer(const std::string& label, std::string_view yaml, bool combine) = 0;

  /// GET /v1/plan: all layers, combined.
  virtual Plan get_plan() = 0;

  /// GET /v1/services, by name; all of the plan when `names` is empty. Unknown names are left out.
  virtual List<ServiceInfo> get_services(const Names& names) = 0;

  /// POST /v1/services. Each starts a change and waits for it: throws ChangeError when it fails,
  /// TimeoutError when it is not ready in `timeout`. A timeout of 0 does not wait. Returns the
  /// change's id.
  std::string autostart_services(const base::Duration& timeout = kDefaultTimeout);
  std::string replan_services(const base::Duration& timeout = kDefaultTimeout);
  std::string start_services(const Names& names, const base::Duration& timeout = kDefaultTimeout);
  std::string stop_services(const Names& names, const base::Duration& timeout = kDefaultTimeout);
  std::string restart_services(const Names& names, const base::Duration& timeout = kDefaultTimeout);

  /// GET /v1/changes/ID
  virtual Change get_change(const std::string& id) = 0;
  /// GET /v1/changes/ID/wait: returns when the change is ready, also when it has failed. Throws
  /// TimeoutError.
  virtual Change wait_change(const std::string& id, const base::Duration& timeout) = 0;

 private:
  /// POST /v1/services: `action` is "autostart", "replan", "start", "stop" or "restart". Returns
  /// the id of the change without waiting for it.
  virtual std::string change_services(std::string_view action, const Names& names) = 0;

  std::string change_and_wait(std::string_view action, const Names& names,
                              const base::Duration& timeout);
};

/// Where a unit's Pebbles are reached: each container has its own.
class Clients {
 public:
  virtual ~Clients();
  /// The same one whenever it is asked for. Nothing is sent before the first call.
  virtual Client& of(std::string_view container) = 0;
};

}  // namespace ops::pebble
