#include <algorithm>
#include <unordered_map>
#include <vector>

#include "ops/base/base64.h"
#include "ops/base/yaml.h"
#include "ops/store/state_yaml.h"

namespace ops::store {

using base::PlainEntry, base::PlainKind, base::Yaml, base::YamlKind;

namespace {

/// Digits, perhaps after a sign, and perhaps with underscores: 0x1 and 017 are others' to read.
bool is_decimal(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && text[0] >= '1' && text[0] <= '9' &&
         text.find_first_not_of("0123456789_") == text.npos;
}

Plain integer(std::string text) {
  std::erase(text, '_');
  return Plain::integer(text.starts_with('+') ? text.substr(1) : text);
}

class Reader {
 public:
  explicit Reader(std::string_view key) : key_(key) {}

  /// An alias is what it refers to, and not another that is equal.
  Plain read(const Yaml& yaml) {
    if (yaml.kind == YamlKind::scalar || yaml.is_null()) return scalar(yaml);
    const auto known = read_.find(yaml.number);
    if (known != read_.end()) return known->second;
    return read_[yaml.number] = yaml.is_sequence() ? sequence(yaml) : mapping(yaml);
  }

 private:
  [[noreturn]] void refuse(const Yaml& yaml) const {
    throw error_at(
        yaml, "it has " + yaml.described() + " with the tag " + yaml.tag + ", which is not read");
  }
  base::YamlError error_at(const Yaml& yaml, const std::string& why) const {
    return {key_, yaml.line, why};
  }

  Plain scalar(const Yaml& yaml) const {
    if (yaml.tag == "!!str") return yaml.text;
    if (yaml.tag == "!!binary") {
      const auto bytes = base::base64_bytes(yaml.text);
      if (!bytes) throw error_at(yaml, "its !!binary is no base 64");
      return Plain::bytes(*bytes);
    }
    constexpr std::string_view kCore[] = {"", "!!null", "!!bool", "!!int", "!!float"};
    if (std::ranges::find(kCore, yaml.tag) == std::end(kCore)) refuse(yaml);
    if (yaml.is_null()) return {};
    return yaml.plain || !yaml.tag.empty() ? resolved(yaml) : Plain(yaml.text);
  }

  static Plain resolved(const Yaml& yaml) {
    bool truth = false;
    std::int64_t whole = 0;
    double number = 0;
    if (yaml.as_bool(truth)) return truth;
    if (is_decimal(yaml.text)) return integer(yaml.text);
    if (yaml.as_int(whole)) return whole;
    if (yaml.as_float(number)) return number;
    return yaml.text;
  }

  Plain sequence(const Yaml& yaml) {
    const bool is_tuple = yaml.tag == "!!python/tuple";
    if (!is_tuple && !yaml.tag.empty() && yaml.tag != "!!seq") refuse(yaml);
    std::vector<Plain> items;
    for (const Yaml& item : yaml.items) items.push_back(read(item));
    return Plain::of(is_tuple ? PlainKind::tuple : PlainKind::list, items.data(), items.size());
  }

  Plain mapping(const Yaml& yaml) {
    const bool is_set = yaml.tag == "!!set";
    if (!is_set && !yaml.tag.empty() && yaml.tag != "!!map") refuse(yaml);
    std::vector<PlainEntry> entries;
    std::vector<Plain> keys;
    for (const auto& [key, value] : yaml.entries) {
      keys.push_back(read(key));
      entries.push_back({keys.back(), read(value)});
    }
    return is_set ? Plain::of(PlainKind::set, keys.data(), keys.size())
                  : Plain::dict(entries.data(), entries.size());
  }

  std::string_view key_;
  std::unordered_map<std::size_t, Plain> read_ = {};
};

}  // namespace

Plain plain_from_state_yaml(std::string_view text, std::string_view key) {
  const auto fail = [&](const std::string& why) {
    return UnreadableSnapshotError("cannot read what Juju's controller keeps under '" +
                                   std::string(key) + "', where it stays as it is: " + why +
                                   "; set it anew with state-set, or delete it");
  };
  try {
    return Reader(key).read(base::parse_yaml_with_any_keys(text, key));
  } catch (const ParseError& error) {
    throw fail(error.what());
  } catch (const TypeError& error) {
    throw fail(error.what());
  }
}

}  // namespace ops::store
