#include "ops/meta/sections.h"

#include <algorithm>

#include "ops/base/type.h"
#include "ops/meta/load.h"
#include "ops/meta/storage_range.h"

namespace ops::meta {

namespace {

using base::Json;

bool is_any_name(std::string_view name) { return !name.empty(); }

constexpr NameRule kEndpointNames = {
    is_endpoint_name,
    "lower-case letters and digits in words joined by '-' or '_', a letter first"};
constexpr NameRule kContainerNames = {
    is_container_name, "at most 63 lower-case letters, digits and '-', no '-' at either end"};
constexpr NameRule kStorageNames = {
    is_storage_name,
    "lower-case letters and digits in words joined by '-', a letter first and one in each word"};
constexpr NameRule kActionNames = {is_action_name,
                                   "lower-case letters, digits and '-', no '-' at either end"};
constexpr NameRule kAnyNames = {is_any_name, "text"};

template <class T, std::size_t N>
T read_value(const Reader& in, const Row<T> (&rows)[N]) {
  T out = base::blank_value<T>();
  read_rows(in, rows, out);
  return out;
}

template <class T>
Map<std::string, T> read_section(const Reader& in, const NameRule& names,
                                 T (*read)(const Reader& in)) {
  Map<std::string, T> out;
  for_each_entry(in, names, [&](const Reader& entry, const std::string& name) {
    out = out.with(name, read(entry));
  });
  return out;
}

Json read_json(const Reader& in) { return in.json(); }

// ---- Containers -----------------------------------------------------------------------------

constexpr Row<ContainerBase> kBase[] = {
    {"name", text<&ContainerBase::os_name>, true},
    {"channel", text_as_written<&ContainerBase::channel>, true},
    {"architectures", texts<&ContainerBase::architectures>, true},
};
constexpr Row<ContainerMount> kMount[] = {
    {"storage", text<&ContainerMount::storage>},
    {"location", text<&ContainerMount::location>},
};

void read_bases(const Reader& in, ContainerMeta& out) {
  for_each_item(in,
                [&](const Reader& item) { out.bases = out.bases.with(read_value(item, kBase)); });
}

void read_mounts(const Reader& in, ContainerMeta& out) {
  for_each_item(in, [&](const Reader& item) {
    const ContainerMount mount = read_value(item, kMount);
    if (!mount.location.empty()) out.mounts = out.mounts.with(mount);
  });
}

constexpr Row<ContainerMeta> kContainer[] = {
    {"resource", text<&ContainerMeta::resource>},
    {"bases", read_bases},
    {"mounts", read_mounts},
};

ContainerMeta read_container(const Reader& in) {
  const ContainerMeta container = read_value(in, kContainer);
  if (container.resource && !container.bases.empty())
    in.fail("it has both 'resource' and 'bases'; keep one of them");
  return container;
}

// ---- Relations ------------------------------------------------------------------------------

void read_scope(const Reader& in, RelationMeta& out) {
  const std::string scope = in.text();
  if (scope != "global" && scope != "container")
    in.fail("expected 'global' or 'container', got '" + scope + "'; write one of them");
  out.scope = scope == "global" ? RelationScope::global : RelationScope::container;
}

constexpr Row<RelationMeta> kRelation[] = {
    {"interface", text<&RelationMeta::interface>, true},
    {"limit", [](const Reader& in, RelationMeta& out) { out.limit = in.integer(); }},
    {"scope", read_scope},
    {"optional", boolean<&RelationMeta::optional>},
};

template <RelationRole Role>
RelationMeta read_relation(const Reader& in) {
  RelationMeta relation = read_value(in, kRelation);
  relation.role = Role;
  return relation;
}

// ---- Storage and resources ------------------------------------------------------------------

void read_range(const Reader& in, StorageMeta& out) {
  const std::string written = in.text_as_written();
  const StorageRange range = storage_range(written);
  if (!range.is_valid)
    in.fail("expected a range, got '" + written + "'; write one such as 2, 1-3, 2- or 2+");
  out.multiple_min = range.min;
  if (range.has_max) out.multiple_max = range.max;
}

constexpr Row<StorageMeta> kMultiple[] = {{"range", read_range}};

constexpr Row<StorageMeta> kStorage[] = {
    {"type", text<&StorageMeta::type>, true},
    {"description", text<&StorageMeta::description>},
    {"shared", boolean<&StorageMeta::shared>},
    {"read-only", boolean<&StorageMeta::read_only>},
    {"minimum-size", text_as_written<&StorageMeta::minimum_size>},
    {"location", text<&StorageMeta::location>},
    {"multiple", [](const Reader& in, StorageMeta& out) { read_rows(in, kMultiple, out); }},
    {"properties", texts<&StorageMeta::properties>},
};
StorageMeta read_storage(const Reader& in) { return read_value(in, kStorage); }

constexpr Row<ResourceMeta> kResource[] = {
    {"type", text<&ResourceMeta::type>, true},
    {"filename", text<&ResourceMeta::filename>},
    {"description", text<&ResourceMeta::description>},
};
ResourceMeta read_resource(const Reader& in) { return read_value(in, kResource); }

// ---- Config and actions ---------------------------------------------------------------------

constexpr Row<ConfigMeta> kOption[] = {
    {"type", text<&ConfigMeta::type>},
    {"default", [](const Reader& in, ConfigMeta& out) { out.default_ = in.scalar(); }},
    {"description", text<&ConfigMeta::description>},
};

/// In a test it is the consistency check that says so.
ConfigMeta read_option(const Reader& in) {
  ConfigMeta option = read_value(in, kOption);
  if (option.type.empty() && !in.checks_names()) in.fail("it has no 'type'; add one");
  return option;
}

using Options = Map<std::string, ConfigMeta>;
constexpr Row<Options> kConfig[] = {
    {"options",
     [](const Reader& in, Options& out) { out = read_section(in, kAnyNames, read_option); }},
};

/// A JSON schema.
Json read_parameter(const Reader& in) {
  if (!in.yaml().is_null()) in.mapping();
  return in.json();
}

constexpr Row<ActionMeta> kAction[] = {
    {"title", text<&ActionMeta::title>},
    {"description", text<&ActionMeta::description>},
    {"params",
     [](const Reader& in, ActionMeta& out) {
       out.parameters = read_section(in, kAnyNames, read_parameter);
     }},
    {"required", texts<&ActionMeta::required>},
    {"additionalProperties", boolean<&ActionMeta::additional_properties>},
};
ActionMeta read_action(const Reader& in) { return read_value(in, kAction); }

// ---- The charm ------------------------------------------------------------------------------

/// `any-of` and `all-of` hold further lists of what is assumed.
void check_assumed_group(const Reader& in) {
  for (const auto& [key, value] : in.mapping().entries) {
    const Reader group(in, key.text, value);
    if (key.text != "any-of" && key.text != "all-of")
      group.fail("it is neither 'any-of' nor 'all-of'; use one of them");
    for_each_item(group, [](const Reader& item) {
      if (item.yaml().is_mapping())
        check_assumed_group(item);
      else
        item.text();
    });
  }
}

/// An object of this one key.
Json assumed_group(const std::string& key, const Json& list) {
  return Json::parse('{' + Json(key).text() + ':' + list.text() + '}');
}

void read_assumes(const Reader& in, CharmMeta& out) {
  for_each_item(in, [&](const Reader& item) {
    if (!item.yaml().is_mapping()) {
      out.assumes = out.assumes.with(item.text());
      return;
    }
    check_assumed_group(item);
    for (const auto& [key, value] : item.yaml().entries)
      out.assumes = out.assumes.with(assumed_group(key.text, Reader(item, key.text, value).json()));
  });
}

/// A section of T's, into the member of CharmMeta that holds them.
template <auto Member, const NameRule& Names, auto Read>
void section(const Reader& in, CharmMeta& out) {
  out.*Member = read_section(in, Names, +Read);
}

constexpr Row<CharmMeta> kCharm[] = {
    {"name", text<&CharmMeta::name>},
    {"title", text<&CharmMeta::title>},
    {"summary", text<&CharmMeta::summary>},
    {"description", text<&CharmMeta::description>},
    {"assumes", read_assumes},
    {"subordinate", boolean<&CharmMeta::subordinate>},
    {"charm-user", text<&CharmMeta::charm_user>},
    {"containers", section<&CharmMeta::containers, kContainerNames, read_container>},
    {"requires",
     section<&CharmMeta::requires_, kEndpointNames, read_relation<RelationRole::requires_>>},
    {"provides",
     section<&CharmMeta::provides, kEndpointNames, read_relation<RelationRole::provides>>},
    {"peers", section<&CharmMeta::peers, kEndpointNames, read_relation<RelationRole::peer>>},
    {"storage", section<&CharmMeta::storage, kStorageNames, read_storage>},
    {"resources", section<&CharmMeta::resources, kAnyNames, read_resource>},
    {"extra-bindings", section<&CharmMeta::extra_bindings, kAnyNames, read_json>},
    {"config", [](const Reader& in, CharmMeta& out) { out.options = read_options(in); }},
    {"actions", [](const Reader& in, CharmMeta& out) { out.actions = read_actions(in); }},
};

bool has_row(std::string_view key) {
  return std::any_of(std::begin(kCharm), std::end(kCharm),
                     [&](const Row<CharmMeta>& row) { return row.key == key; });
}

Map<std::string, Json> read_others(const Reader& in) {
  Map<std::string, Json> out;
  for (const auto& [key, value] : in.yaml().entries)
    if (!has_row(key.text)) out = out.with(key.text, Reader(in, key.text, value).json());
  return out;
}

}  // namespace

CharmMeta read_charm(const Reader& in) {
  CharmMeta charm = read_value(in, kCharm);
  charm.other = read_others(in);
  return charm;
}

Map<std::string, ConfigMeta> read_options(const Reader& in) { return read_value(in, kConfig); }

Map<std::string, ActionMeta> read_actions(const Reader& in) {
  if (in.yaml().is_null()) return {};
  return read_section(in, kActionNames, read_action);
}

}  // namespace ops::meta
