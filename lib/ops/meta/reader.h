#pragma once
/// Reading values out of a YAML tree, with errors that say where. For .cpp files.

#include <string>
#include <string_view>

#include "ops/base/config_value.h"
#include "ops/base/json.h"
#include "ops/base/yaml.h"

namespace ops::meta {

/// A section of one charm has no more entries than this: what is longer is no charm's metadata.
inline constexpr std::size_t kMostEntries = 1000;

/// One value of a file and the path of keys that leads to it. What is of the wrong type is a
/// MetadataError with file, line and path.
class Reader {
 public:
  /// Without `checks_names`, what is declared may be called anything, and a text may look like
  /// something else: Juju has taken the charm.
  Reader(std::string_view file, const base::Yaml& yaml, bool checks_names = true)
      : file_(file), yaml_(yaml), checks_names_(checks_names) {}
  /// The value under `key` of `parent`, which outlives this.
  Reader(const Reader& parent, std::string_view key, const base::Yaml& yaml)
      : file_(parent.file_),
        yaml_(yaml),
        checks_names_(parent.checks_names_),
        parent_(&parent),
        key_(key) {}
  Reader(const Reader&) = delete;

  const base::Yaml& yaml() const { return yaml_; }
  bool checks_names() const { return checks_names_; }

  std::string text() const;
  /// Also of what looks like a number, as it is written: 22.04, 1G.
  std::string text_as_written() const;
  bool boolean() const;
  int integer() const;
  base::ConfigValue scalar() const;
  base::Json json() const;
  base::List<std::string> texts() const;

  /// Throws unless it is a mapping, or a list, of at most kMostEntries.
  const base::Yaml& mapping() const;
  const base::Yaml& list() const;
  /// The value under `key` of a mapping; null pointer when it is absent or null.
  const base::Yaml* find(std::string_view key) const;

  [[noreturn]] void fail(std::string_view why) const;
  [[noreturn]] void fail_expecting(std::string_view what, std::string_view remedy) const;

 private:
  std::string path() const;

  std::string_view file_;
  const base::Yaml& yaml_;
  bool checks_names_;
  const Reader* parent_ = nullptr;
  std::string_view key_ = {};  // of an item of a list "[0]"
};

/// One key of a mapping, and how its value gets into a T. A null counts as absent.
template <class T>
struct Row {
  std::string_view key;
  void (*read)(const Reader& in, T& out);
  bool required = false;
};

template <auto Member, class T>
void text(const Reader& in, T& out) {
  out.*Member = in.text();
}
template <auto Member, class T>
void text_as_written(const Reader& in, T& out) {
  out.*Member = in.text_as_written();
}
template <auto Member, class T>
void boolean(const Reader& in, T& out) {
  out.*Member = in.boolean();
}
template <auto Member, class T>
void texts(const Reader& in, T& out) {
  out.*Member = in.texts();
}

/// Fills `out` by `rows`; keys that no row has are passed over. A null is an empty mapping.
template <class T, std::size_t N>
void read_rows(const Reader& in, const Row<T> (&rows)[N], T& out) {
  if (!in.yaml().is_null()) in.mapping();
  for (const Row<T>& row : rows) {
    const base::Yaml* value = in.find(row.key);
    if (value)
      row.read(Reader(in, row.key, *value), out);
    else if (row.required)
      in.fail("it has no '" + std::string(row.key) + "'; add one");
  }
}

/// Calls `read(Reader)` for each item of a list.
template <class Read>
void for_each_item(const Reader& in, Read read) {
  std::size_t index = 0;
  for (const base::Yaml& item : in.list().items) {
    const std::string key = "[" + std::to_string(index++) + "]";
    read(Reader(in, key, item));
  }
}

/// What the names of a section must be, and how that is said.
struct NameRule {
  bool (*accepts)(std::string_view name);
  std::string_view words;
};

/// Calls `read(Reader, name)` for each entry of a section.
template <class Read>
void for_each_entry(const Reader& in, const NameRule& rule, Read read) {
  for (const auto& [key, value] : in.mapping().entries) {
    const Reader entry(in, key.text, value);
    if (!key.is_scalar() || (in.checks_names() && !rule.accepts(key.text)))
      entry.fail("'" + key.text + "' is not a valid name; use " + std::string(rule.words));
    read(entry, key.text);
  }
}

}  // namespace ops::meta
