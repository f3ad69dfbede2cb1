#pragma once
/// The metadata of a Context's charm. For .cpp files.

#include <string_view>

#include "ops/meta/charm_meta.h"
#include "ops/testing/context.h"

namespace ops::testing {

/// What `options` say of the charm, whose class is `charm_kind`: the texts, if one of them says
/// anything, else the files in charm_root. A text says nothing when it is empty, "{}" or "null".
///
/// Without `meta` but with one of the others, the charm is called as its class. Throws
/// ContextSetupError, with the MetadataError nested in it.
Box<meta::CharmMeta> metadata_of(const ContextOptions& options, std::string_view charm_kind);

/// The defaults of those options that have one.
Config defaults_of(const Map<std::string, meta::ConfigMeta>& options);

/// Why no such charm runs, though metadata can be read: an option without a type, with which ops
/// does not start. Empty when there is nothing.
std::string fault_of(const Map<std::string, meta::ConfigMeta>& options);

/// What is odd about it, a line each: extensions that are not applied.
List<std::string> doubts_about(const meta::CharmMeta& charm);

}  // namespace ops::testing
