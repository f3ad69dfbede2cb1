#pragma once
/// A container of the unit, as the charm drives it.

#include "ops/pebble/client.h"

namespace ops {

class Logger;
class Model;

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
  /// `model` must outlive it.
  Container(std::string name, Model& model);

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

  /// Sends a signal to the main process of each service: by its name ("SIGHUP"), or its number,
  /// which is a ValueError when there is none. Names at least one service; RuntimeError for none.
  void send_signal(const std::string& signal, const pebble::Names& services);
  void send_signal(int signal, const pebble::Names& services);

  /// Those of these names, and of this level, that the plan has; all when nothing is said.
  pebble::List<pebble::CheckInfo> get_checks(
      const pebble::Names& checks = {}, pebble::CheckLevel level = pebble::CheckLevel::unset) const;
  /// Throws ModelError when the plan has none of this name.
  pebble::CheckInfo get_check(const std::string& check) const;
  /// Name at least one check; RuntimeError for none. Return those that were not running, or were
  /// running, before. Each that stops is told to Juju's log as a security event.
  pebble::Names start_checks(const pebble::Names& checks);
  pebble::Names stop_checks(const pebble::Names& checks);

  /// Throws ModelError when there is none of this id.
  pebble::Notice get_notice(const std::string& id) const;
  /// Those that fit, by the time of their last repetition.
  pebble::List<pebble::Notice> get_notices(const pebble::NoticeFilter& filter = {}) const;

  /// For what Container has no call for.
  pebble::Client& pebble() const { return *client_; }

 private:
  std::string name_ = {};
  pebble::Client* client_ = nullptr;
  Model* model_ = nullptr;
};

}  // namespace ops
