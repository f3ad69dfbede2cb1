#pragma once
/// charmcraft's extensions. For .cpp files.
///
/// charmcraft applies them when it packs, so a deployed charm never sees one; a test reads the
/// source tree, where they still stand as names. They are merged here, before the document is
/// read, so that an error names the file and the line; a packed charm calls none of it.

#include <string_view>

#include "ops/base/yaml.h"

namespace ops::meta {

/// Merges the `extensions` of a charmcraft.yaml into it, as `charmcraft expand-extensions` (4.5)
/// does, in the edition for the charm's base (the one for ubuntu@24.04 when it names none). What
/// only packing needs (parts, charm-libs) is left out, and so are descriptions.
///
/// An extension that is not known, which a later charmcraft may know, stays listed under
/// `extensions`; otherwise that key is gone. `assumes` of the charm's own is kept beside the
/// extension's, as Scenario does; charmcraft refuses it.
///
/// Throws MetadataError for what charmcraft refuses: two extensions, a base that the extension is
/// not for, names that the extension has or reserves, sections that it does not allow.
void apply_extensions(base::Yaml& charmcraft, std::string_view file);

}  // namespace ops::meta
