#pragma once
/// The sections of a charm's metadata, from YAML. For .cpp files.

#include "ops/meta/charm_meta.h"
#include "ops/meta/reader.h"

namespace ops::meta {

/// All that metadata.yaml or charmcraft.yaml says, with `config` and `actions` if they are inside.
CharmMeta read_charm(const Reader& in);

/// Of config.yaml, or the `config` section: its options. A null is none.
Map<std::string, ConfigMeta> read_options(const Reader& in);

/// Of actions.yaml, or the `actions` section. A null is none.
Map<std::string, ActionMeta> read_actions(const Reader& in);

}  // namespace ops::meta
