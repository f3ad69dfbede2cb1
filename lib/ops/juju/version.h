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

  /// Throws ParseError when `text` is no version: MAJOR.MINOR, then optionally .PATCH or
  /// -TAGPATCH, then optionally .BUILD, of at most 9 digits each.
  static JujuVersion parse(std::string_view text);
  std::string text() const;
  /// Negative, zero or positive, as this comes before, with or after `other`.
  int compare(const JujuVersion& other) const;
};

}  // namespace ops
