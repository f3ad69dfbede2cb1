#pragma once
#include "ops/ops.h"
#include "tinyproxy.h"
#include "tinyproxy_config.h"

/// Runs tinyproxy on a machine.
class TinyproxyCharm : public ops::CharmBase {
 public:
  static constexpr int port = 8000;

  /// `host` must outlive it.
  explicit TinyproxyCharm(ops::Framework& framework, Host* host = &this_machine());

 private:
  void on_collect_status(ops::CollectStatusEvent& event);
  void on_install(ops::InstallEvent& event);
  void on_start(ops::StartEvent& event);
  void on_config_changed(ops::ConfigChangedEvent& event);
  void on_stop(ops::StopEvent& event);
  void on_remove(ops::RemoveEvent& event);

  /// Sees to it that tinyproxy runs as the options say.
  void configure_and_run();
  /// None when they are not valid: the status says so.
  ops::base::Optional<TinyproxyConfig> valid_config() const;
  /// Looks three times, a second apart.
  bool comes_to_run(bool running);

  Tinyproxy tinyproxy_;
};
