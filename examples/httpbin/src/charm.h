#pragma once
#include "httpbin_config.h"
#include "ops/ops.h"

/// Runs httpbin in the container httpbin, with the log level that the operator asks for.
class HttpbinDemoCharm : public ops::CharmBase {
 public:
  static constexpr const char* container_name = "httpbin";
  static constexpr const char* service_name = "httpbin";

  explicit HttpbinDemoCharm(ops::Framework& framework);

 private:
  void on_collect_status(ops::CollectStatusEvent& event);
  void on_httpbin_pebble_ready(ops::PebbleReadyEvent& event);
  void on_config_changed(ops::ConfigChangedEvent& event);

  /// None when they are not valid: the status says so.
  ops::base::Optional<HttpbinConfig> valid_config() const;
  /// Has Pebble run the workload as `config` says. Throws pebble::ConnectionError and APIError.
  void configure(const HttpbinConfig& config);
  /// The same; false when Pebble is away or refuses.
  bool try_to_configure(const HttpbinConfig& config);

  ops::Container container_;
};
