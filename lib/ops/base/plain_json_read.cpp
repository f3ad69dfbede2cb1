#include <limits>
#include <nlohmann/json.hpp>

#include "ops/base/base64.h"
#include "ops/base/errors.h"
#include "ops/base/json.h"
#include "ops/base/plain_parts.h"

namespace ops::base {

namespace {

constexpr std::size_t kDeepest = 1000;

[[noreturn]] void fail(const std::string& why) {
  throw ParseError("cannot read plain data from JSON: " + why +
                   "; see ops/base/plain.h for what stands for what");
}

const Plain& expect(PlainKind kind, const Plain& value, std::string_view tag) {
  if (value.kind() == kind) return value;
  fail(std::string(tag) + " wants a " + name_of(kind) + ", not a " + name_of(value.kind()));
}

Plain read_items(PlainKind kind, const Plain& value, std::string_view tag) {
  expect(PlainKind::list, value, tag);
  return Plain::of(kind, value.begin(), value.size());
}

Plain read_tuple(const Plain& value) { return read_items(PlainKind::tuple, value, "!tuple"); }
Plain read_set(const Plain& value) { return read_items(PlainKind::set, value, "!set"); }
Plain read_frozenset(const Plain& value) {
  return read_items(PlainKind::frozenset, value, "!frozenset");
}

Plain read_bytes(const Plain& value) {
  const auto bytes = base64_bytes(expect(PlainKind::text, value, "!bytes").chars());
  if (!bytes) fail("!bytes is no base 64");
  return Plain::bytes(*bytes);
}

Plain read_float(const Plain& value) {
  const std::string_view word = expect(PlainKind::text, value, "!float").chars();
  using Limits = std::numeric_limits<double>;
  if (word == "nan") return Limits::quiet_NaN();
  if (word == "inf") return Limits::infinity();
  if (word == "-inf") return -Limits::infinity();
  fail("!float is nan, inf or -inf");
}

Plain read_complex(const Plain& value) {
  if (expect(PlainKind::list, value, "!complex").size() != 2) fail("!complex has two parts");
  return Plain::complex(value[0].as_double(), value[1].as_double());
}

Plain read_dict(const Plain& value) {
  std::vector<PlainEntry> entries;
  for (const Plain& pair : expect(PlainKind::list, value, "!dict")) {
    if (expect(PlainKind::list, pair, "!dict").size() != 2) fail("!dict is a list of pairs");
    entries.push_back({pair[0], pair[1]});
  }
  return Plain::dict(entries.data(), entries.size());
}

Plain read_integer(const Plain& value) {
  return Plain::integer(expect(PlainKind::text, value, "!int").chars());
}
Plain read_object(const Plain& value) {
  return Plain::object(value.kind() == PlainKind::text ? value.chars() : "object");
}

struct Tag {
  std::string_view name;
  Plain (*read)(const Plain& value);
};
constexpr Tag kTags[] = {
    {"!set", read_set},     {"!frozenset", read_frozenset}, {"!tuple", read_tuple},
    {"!bytes", read_bytes}, {"!float", read_float},         {"!complex", read_complex},
    {"!dict", read_dict},   {"!int", read_integer},         {"!object", read_object}};

/// What a JSON object stands for.
Plain untagged(const std::vector<PlainEntry>& entries) {
  if (entries.size() == 1 && entries[0].key.chars().starts_with('!')) {
    for (const Tag& tag : kTags)
      if (tag.name == entries[0].key.chars()) return tag.read(entries[0].value);
    fail("there is no tag " + std::string(entries[0].key.chars()));
  }
  return Plain::dict(entries.data(), entries.size());
}

/// Makes Plains as the parser goes.
class Reader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Reader(bool tags) : tags_(tags) {}
  Plain result = {};

  bool null() override { return add({}); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override {
    return add(Plain::integer(std::to_string(value)));
  }
  /// An integer beyond 64 bits comes here, too, with its digits.
  bool number_float(number_float_t value, const string_t& digits) override {
    return add(digits.find_first_of(".eE") == digits.npos ? Plain::integer(digits) : value);
  }
  bool string(string_t& value) override { return add(value); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(); }
  bool key(string_t& value) override {
    open_.back().entries.push_back({value, {}});
    return true;
  }
  bool end_object() override {
    const Open done = close();
    return add(tags_ ? untagged(done.entries)
                     : Plain::dict(done.entries.data(), done.entries.size()));
  }
  bool start_array(std::size_t) override { return open(); }
  bool end_array() override {
    const Open done = close();
    return add(Plain::of(PlainKind::list, done.items.data(), done.items.size()));
  }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::json::exception&) override {
    fail("it is no JSON at byte " + std::to_string(at));
  }

 private:
  /// An object or array that has yet to end.
  struct Open {
    std::vector<Plain> items = {};
    std::vector<PlainEntry> entries = {};
  };

  bool open() {
    if (open_.size() == kDeepest) fail("it is nested more than 1000 deep");
    open_.emplace_back();
    return true;
  }
  Open close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    return done;
  }
  bool add(const Plain& value) {
    if (open_.empty())
      result = value;
    else if (open_.back().entries.empty())
      open_.back().items.push_back(value);
    else
      open_.back().entries.back().value = value;
    return true;
  }

  bool tags_;
  std::vector<Open> open_ = {};
};

Plain read(std::string_view text, bool tags) {
  Reader reader(tags);
  nlohmann::json::sax_parse(text, &reader);
  return reader.result;
}

}  // namespace

Plain Plain::from_json(std::string_view text) { return read(text, true); }
Plain::Plain(const Json& json) : Plain(read(json.text(), false)) {}

}  // namespace ops::base
