#pragma once
/// Juju's version, as in JUJU_VERSION.

#include "ops/base/value.h"

namespace ops {

/// "3.6.14", "3.6-beta2", "3.6.1.4". `ops.JujuVersion`.
struct JujuVersion {
  int major = 0;
  int minor = 0;
  std::string tag = {};  ///< "beta" of "3.6-beta2"; a tagged version comes before the untagged.
  int patch = 0;         ///< Of a tagged version the number behind the tag.
  int build = 0;
  OPS_VALUE(JujuVersion);

  /// Throws ParseError when `text`, less a line break at its end, is no version: MAJOR.MINOR, then
  /// optionally .PATCH or -TAGPATCH, then optionally .BUILD, of at most 9 digits each.
  static JujuVersion parse(std::string_view text);
  std::string text() const;
  /// Negative, zero or positive, as this comes before, with or after `other`.
  int compare(const JujuVersion& other) const;

  // What a Juju of this version can do, as ops's methods of these names: a tag does not count, so
  // that 3.4-beta1 is as good as 3.4.0.
  bool has_app_data() const;                    ///< Data bags of applications: 2.7.0.
  bool is_dispatch_aware() const;               ///< Starts one program for all events: 2.8.0.
  bool has_controller_storage() const;          ///< state-get and its like: 2.8.0.
  bool has_secrets() const;                     ///< 3.0.3
  bool supports_open_port_on_k8s() const;       ///< 3.0.3
  bool supports_exec_service_context() const;   ///< 3.1.6, but not 3.2.0.
  bool supports_pebble_log_forwarding() const;  ///< 3.4.0
  bool supports_pebble_identities() const;      ///< 3.6.4
  bool supports_pebble_metrics() const;         ///< 3.6.4
};

}  // namespace ops
