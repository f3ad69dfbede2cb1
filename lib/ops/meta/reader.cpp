#include "ops/meta/reader.h"

#include <limits>

#include "ops/meta/load.h"

namespace ops::meta {

namespace {

using base::Yaml, base::YamlError;

/// Text in quotes, or what YAML takes for nothing else. A date is text too.
bool is_text(const Yaml& yaml) {
  bool boolean = false;
  std::int64_t integer = 0;
  double number = 0;
  const bool tagged_otherwise = !yaml.tag.empty() && yaml.tag != "!!str";
  return yaml.is_scalar() && !tagged_otherwise && !yaml.as_bool(boolean) && !yaml.as_int(integer) &&
         !yaml.as_float(number);
}

}  // namespace

std::string Reader::path() const {
  if (!parent_) return {};
  const std::string before = parent_->path();
  const bool joined = before.empty() || key_.starts_with('[');
  return before + (joined ? "" : ".") + std::string(key_);
}

void Reader::fail(std::string_view why) const {
  const std::string what = path().empty() ? std::string("it") : path();
  throw MetadataError(std::string(file_), yaml_.line,
                      "cannot read " + what + ": " + std::string(why));
}

void Reader::fail_expecting(std::string_view what, std::string_view remedy) const {
  fail("expected " + std::string(what) + ", got " + yaml_.described() + "; " + std::string(remedy));
}

std::string Reader::text() const {
  if (is_text(yaml_) || (!checks_names_ && yaml_.is_scalar())) return yaml_.text;
  fail_expecting("text", yaml_.is_scalar() ? "put it in quotes" : "write text");
}

std::string Reader::text_as_written() const {
  bool boolean = false;
  if (yaml_.is_scalar() && !yaml_.as_bool(boolean)) return yaml_.text;
  return text();
}

bool Reader::boolean() const {
  bool value = false;
  if (yaml_.as_bool(value)) return value;
  fail_expecting("true or false", "write one of them without quotes");
}

int Reader::integer() const {
  std::int64_t value = 0;
  using Limits = std::numeric_limits<int>;
  if (yaml_.as_int(value) && value >= Limits::min() && value <= Limits::max())
    return static_cast<int>(value);
  fail_expecting("a whole number", "write one without quotes");
}

base::ConfigValue Reader::scalar() const {
  std::int64_t integer = 0;
  bool boolean = false;
  double number = 0;
  if (!yaml_.is_scalar()) fail_expecting("text, a number or a boolean", "write one of these");
  json();  // refuses what is no such value
  if (yaml_.as_bool(boolean)) return boolean;
  if (yaml_.as_int(integer)) return integer;
  if (yaml_.as_float(number)) return number;
  return yaml_.text;
}

base::Json Reader::json() const {
  try {
    return base::Json::parse(base::yaml_to_json(yaml_, file_));
  } catch (const YamlError& error) {
    throw MetadataError(std::string(file_), error.line(),
                        "cannot read " + path() + ": " + error.why());
  }
}

base::List<std::string> Reader::texts() const {
  std::vector<std::string> out;
  for_each_item(*this, [&](const Reader& item) { out.push_back(item.text()); });
  return {out.data(), out.size()};
}

const Yaml& Reader::mapping() const {
  if (!yaml_.is_mapping()) fail_expecting("a mapping", "write it as lines of 'key: value'");
  if (yaml_.entries.size() > kMostEntries) fail("it has more than 1000 entries; remove some");
  return yaml_;
}

const Yaml& Reader::list() const {
  if (!yaml_.is_sequence()) fail_expecting("a list", "write it as lines of '- item'");
  if (yaml_.items.size() > kMostEntries) fail("it has more than 1000 items; remove some");
  return yaml_;
}

const Yaml* Reader::find(std::string_view key) const {
  const Yaml* found = yaml_.find(key);
  return found && !found->is_null() ? found : nullptr;
}

}  // namespace ops::meta
