#pragma once
/// The requirer's side of the interface loki_push_api: a charm whose logs go to Loki.

#include "ops/ops.h"

namespace loki_push_api {

/// Has Pebble send what the services in all of the charm's containers write to each Loki that the
/// charm is related to, labelled with the unit that it comes from. `LogForwarder` of the Python
/// library. Pebble does so from Juju 3.4 on.
///
///     class MyCharm : public ops::CharmBase {
///       ...
///       loki_push_api::LogForwarder logging_{*this, "logging"};
///     };
///
/// Each unit of Loki becomes a log target of its name, in a layer of its own. Pebble cannot forget
/// a target: one whose Loki is gone is left without services.
class LogForwarder : public ops::Object {
 public:
  /// `charm` must outlive it. Throws LookupError when the charm's metadata declares no such
  /// endpoint.
  explicit LogForwarder(ops::CharmBase& charm, std::string_view relation_name = "logging");

  /// Where each unit of Loki takes logs: its URL by the unit's name. A unit that has not said so
  /// yet, or not as the interface has it, is left out.
  ops::base::Map<std::string, std::string> endpoints();

 private:
  void on_relation(ops::RelationEvent& event);
  void on_pebble_ready(ops::PebbleReadyEvent& event);
  void publish(const ops::Relation& relation);
  void forward(ops::Container& container);
  ops::pebble::LogTarget target(const std::string& url);

  ops::CharmBase& charm_;
  std::string relation_name_;
};

}  // namespace loki_push_api
