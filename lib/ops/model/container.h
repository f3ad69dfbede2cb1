#pragma once
/// A container of the unit, as the charm drives it.

#include "ops/pebble/client.h"

namespace ops {

class Logger;

struct AddLayerOptions {
  bool combine = false;  ///< With a layer of the same label, instead of an error.
};

/// `ops.Container`. A handle: copies are of the same container.
///
/// Unless it says otherwise, every call throws pebble::ConnectionError when the container's
/// Pebble cannot be reached and pebble::APIError when it refuses.
class Container {
 public:
  Container() = default;
  Container(std::string name, pebble::Client& client, Logger& logger);

  const std::string& name() const { return name_; }

  /// Whether Pebble answers. Throws neither: false also when it answers with an error. One that
  /// takes the question and stays silent is a pebble::TimeoutError.
  bool can_connect() const;

  /// Adds a layer on top of the others, or merges it with the one of this label. Nothing starts
  /// before replan().
  void add_layer(const std::string& label, const pebble::Layer& layer,
                 AddLayerOptions options = {});
  /// The same for a layer as YAML.
  void add_layer(const std::string& label, std::string_view yaml, AddLayerOptions options = {});
  /// All layers, combined.
  pebble::Plan get_plan() const;

  /// Starts what is enabled and not running, restarts what runs by an old plan. This and the next
  /// four wait, at most 30 s: pebble::ChangeError when a service fails, pebble::TimeoutError.
  void replan();
  /// Starts what is enabled.
  void autostart();
  /// Names at least one service; RuntimeError for none.
  void start(const pebble::Names& services);
  void stop(const pebble::Names& services);
  void restart(const pebble::Names& services);

  /// Those of these names that the plan has; all when there are no names.
  pebble::List<pebble::ServiceInfo> get_services(const pebble::Names& services = {}) const;
  /// Throws ModelError when the plan has none of this name.
  pebble::ServiceInfo get_service(const std::string& service) const;

  /// For what Container has no call for.
  pebble::Client& pebble() const { return *client_; }

 private:
  std::string name_ = {};
  pebble::Client* client_ = nullptr;
  Logger* logger_ = nullptr;
};

}  // namespace ops
