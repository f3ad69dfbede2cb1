#include "ops/cli/parts.h"

#include <fnmatch.h>

#include <algorithm>
#include <array>

#include "ops/cli/entry_names.h"
#include "ops/cli/errors.h"

namespace ops::cli {

namespace {

using base::Yaml;
using Texts = std::vector<std::string>;

/// One key of a part: where its value stands in all of it.
class Value {
 public:
  Value(std::string path, const Yaml& yaml) : path_(std::move(path)), yaml_(yaml) {}

  [[noreturn]] void fail(const std::string& why) const {
    throw CliError("charmcraft.yaml:" + std::to_string(yaml_.line) + ": cannot pack: " + path_ +
                   " " + why);
  }

  std::string text() const {
    if (!yaml_.is_scalar()) fail("is " + yaml_.described() + "; give a text");
    return yaml_.text;
  }

  Texts texts() const {
    if (!yaml_.is_sequence()) fail("is " + yaml_.described() + "; give a list");
    Texts texts;
    for (const Yaml& item : yaml_.items) texts.push_back(Value(path_, item).text());
    return texts;
  }

  /// In their order.
  std::vector<std::pair<std::string, Value>> entries() const {
    if (!yaml_.is_mapping()) fail("is " + yaml_.described() + "; give a mapping");
    std::vector<std::pair<std::string, Value>> entries;
    for (const auto& [key, value] : yaml_.entries)
      entries.emplace_back(key.text, Value(path_ + "." + key.text, value));
    return entries;
  }

 private:
  std::string path_;
  const Yaml& yaml_;
};

void read_plugin(const Value& value, Part&) {
  if (value.text() != "meson")
    value.fail("is '" + value.text() + "', and only meson is known here; pack with charmcraft");
}

void read_source(const Value& value, Part& part) {
  part.source = value.text();
  if (part.source == ".") return;
  if (part.source.starts_with("./")) part.source.erase(0, 2);
  const std::string fault = fault_of(part.source);
  if (!fault.empty())
    value.fail("is '" + value.text() + "': " + fault + "; name a folder of the charm's");
}

void read_parameters(const Value& value, Part& part) { part.meson_parameters = value.texts(); }

void read_organize(const Value& value, Part& part) {
  for (const auto& [from, to] : value.entries()) part.organize.emplace_back(from, to.text());
}

void read_stage(const Value& value, Part& part) { part.stage = value.texts(); }

void read_prime(const Value& value, Part& part) { part.prime = value.texts(); }

/// For the machine that charmcraft builds on; here it has them.
void pass_over(const Value&, Part&) {}

struct Key {
  std::string_view name;
  void (*read)(const Value& value, Part& part);
};
constexpr std::array<Key, 9> kKeys = {{{"plugin", read_plugin},
                                       {"source", read_source},
                                       {"meson-parameters", read_parameters},
                                       {"organize", read_organize},
                                       {"stage", read_stage},
                                       {"prime", read_prime},
                                       {"build-packages", pass_over},
                                       {"build-snaps", pass_over},
                                       {"after", pass_over}}};

Part read_part(const std::string& name, const Value& value) {
  Part part{.name = name};
  if (!fault_of(name).empty() || name.find('/') != name.npos)
    value.fail("has a name that cannot be a folder's; call it charm");
  bool has_plugin = false;
  for (const auto& [key, in] : value.entries()) {
    const auto row = std::ranges::find(kKeys, key, &Key::name);
    if (row == kKeys.end()) in.fail("is not known here; pack with charmcraft, or leave it out");
    row->read(in, part);
    has_plugin = has_plugin || key == "plugin";
  }
  if (!has_plugin) value.fail("has no plugin; add 'plugin: meson'");
  return part;
}

bool fits(std::string_view pattern, const std::string& name) {
  const std::string text(pattern);
  if (name.starts_with(text) && (name.size() == text.size() || name[text.size()] == '/'))
    return true;
  return fnmatch(text.c_str(), name.c_str(), 0) == 0;
}

/// Where `to` puts what `from` names; empty when it does not name the file.
std::string moved(const std::string& from, const std::string& to, const std::string& name) {
  const auto base_name = name.substr(name.rfind('/') + 1);
  if (name == from || fnmatch(from.c_str(), name.c_str(), FNM_PATHNAME) == 0)
    return to.ends_with('/') ? to + base_name : to;
  if (!name.starts_with(from + "/")) return "";
  const std::string below = name.substr(from.size() + 1);
  return to.empty() ? below : to + (to.ends_with('/') ? "" : "/") + below;
}

}  // namespace

std::vector<Part> read_parts(const Yaml& charmcraft) {
  const Yaml* parts = charmcraft.find("parts");
  if (parts == nullptr || parts->is_null() || (parts->is_mapping() && parts->entries.empty()))
    Value("parts", charmcraft)
        .fail("is missing; add one with 'plugin: meson', as ops-cpp init does");
  std::vector<Part> all;
  for (const auto& [name, value] : Value("parts", *parts).entries())
    all.push_back(read_part(name, value));
  return all;
}

std::string organized(const Part& part, const std::string& name) {
  for (const auto& [from, to] : part.organize) {
    const std::string place = moved(from, to, name);
    if (!place.empty()) return place;
  }
  return name;
}

bool is_let_through(const Texts& patterns, const std::string& name) {
  bool any_takes_in = false, taken = false;
  for (const std::string& pattern : patterns) {
    const bool keeps_out = pattern.starts_with('-');
    if (keeps_out && fits(std::string_view(pattern).substr(1), name)) return false;
    any_takes_in = any_takes_in || !keeps_out;
    taken = taken || (!keeps_out && fits(pattern, name));
  }
  return taken || !any_takes_in;
}

}  // namespace ops::cli
