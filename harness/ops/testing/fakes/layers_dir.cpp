#include "ops/testing/fakes/layers_dir.h"

#include <absl/strings/ascii.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "ops/base/errors.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/go_text.h"
#include "ops/pebble/layers.h"
#include "ops/pebble/yaml.h"

namespace ops::testing {

namespace {

using pebble::Layer;
using Layers = base::Map<std::string, Layer>;

constexpr std::size_t kDigits = 3, kShortest = 3;
constexpr std::string_view kReserved = "pebble-", kPrefix = "cannot parse layer YAML: ";

struct Entry {
  std::string name = {};
  std::string order = {};
  std::string label = {};
  Place place = {};
};

bool is_word(char c) {
  return absl::ascii_islower(static_cast<unsigned char>(c)) ||
         absl::ascii_isdigit(static_cast<unsigned char>(c));
}

/// "some-label": words that single dashes join, the first of which begins with a letter.
bool is_label(std::string_view text) {
  if (text.empty() || !absl::ascii_islower(static_cast<unsigned char>(text[0]))) return false;
  const auto words = std::count_if(text.begin(), text.end(), is_word);
  if (words < static_cast<long>(kShortest) || !is_word(text.back())) return false;
  return text.find("--") == text.npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_word(c) || c == '-'; });
}

/// Splits "001-base.yaml"; false when it does not look like that.
bool read_name(Entry& entry) {
  const std::string_view name = entry.name;
  const std::size_t suffix = name.ends_with(".yaml") ? 5 : 2;
  if (name.size() < kDigits + 1 + suffix || name[kDigits] != '-') return false;
  entry.order = name.substr(0, kDigits);
  entry.label = name.substr(kDigits + 1, name.size() - kDigits - 1 - suffix);
  return std::all_of(entry.order.begin(), entry.order.end(),
                     [](char c) { return c >= '0' && c <= '9'; }) &&
         is_label(entry.label);
}

[[noreturn]] void refuse_name(const Entry& entry) {
  const bool is_directory = entry.place.is_directory();
  throw ValueError(
      (is_directory ? "invalid layer sub-directory name: " : "invalid layer filename: ") +
      pebble::go_quoted(entry.name) + " (must look like \"123-some-label." +
      (is_directory ? "d" : "yaml") + "\")");
}

void check_unique(const Entry& entry, const std::vector<Entry>& others) {
  for (const Entry& other : others)
    if (other.order == entry.order || other.label == entry.label)
      throw ValueError("invalid layer filename: " + pebble::go_quoted(entry.name) +
                       " not unique (have \"" + other.order + '-' + other.label +
                       ".yaml\" already)");
}

std::vector<Entry> entries_of(const Disk& disk, const Place& directory, bool may_nest) {
  std::vector<Entry> entries;
  for (const std::string& name : disk.names_in(directory)) {
    if (!name.ends_with(".yaml") && !name.ends_with(".d")) continue;
    Entry entry{.name = name, .place = disk.find(joined_path(directory.path, name))};
    if (!read_name(entry)) refuse_name(entry);
    if (entry.place.is_directory() && !may_nest)
      throw ValueError("cannot have a layers sub-directory at this level");
    check_unique(entry, entries);
    entries.push_back(std::move(entry));
  }
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

/// All but the last are judged alone, and that one with the plan that all give.
Layers with_file(const Layers& layers, const std::string& label, const std::string& yaml,
                 bool is_last) {
  if (label.starts_with(kReserved))
    throw ValueError("cannot use reserved label prefix \"pebble-\"");
  try {
    const Layers next = layers.with(label, pebble::layer_from_yaml(yaml, label));
    if (is_last) pebble::check_layers(next);
    return next;
  } catch (const pebble::APIError& error) {
    std::string message = error.what();
    if (message.starts_with(kPrefix)) message.erase(0, kPrefix.size());
    throw ValueError(message);
  }
}

std::optional<Place> directory_at(const Disk& disk, const std::string& path) {
  try {
    return disk.find(path);
  } catch (const DiskError&) {
    return {};
  }
}

}  // namespace

Layers layers_in(const Disk& disk, const std::string& path) {
  const std::optional<Place> directory = directory_at(disk, path);
  if (!directory) return {};
  std::vector<std::pair<std::string, Place>> files;
  for (const Entry& entry : entries_of(disk, *directory, true)) {
    if (!entry.place.is_directory()) {
      files.emplace_back(entry.label, entry.place);
      continue;
    }
    for (const Entry& nested : entries_of(disk, entry.place, false))
      files.emplace_back(entry.label + '/' + nested.label, nested.place);
  }
  Layers layers;
  for (std::size_t i = 0; i < files.size(); ++i)
    layers = with_file(layers, files[i].first, disk.read(files[i].second), i + 1 == files.size());
  return layers;
}

}  // namespace ops::testing
