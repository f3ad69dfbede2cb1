#include "ops/pebble/http_client_file_list.h"

#include <array>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>
#include <string_view>

#include "ops/base/errors.h"
#include "ops/pebble/times.h"
#include "ops/pebble/words.h"

namespace ops::pebble {

namespace {

using Json = nlohmann::ordered_json;

enum Text { path, name, type, permissions, last_modified, user, group, kTexts };
enum Number { size, user_id, group_id, kNumbers };

constexpr std::array<std::string_view, kTexts> kTextKeys = {
    "path", "name", "type", "permissions", "last-modified", "user", "group"};
constexpr std::array<std::string_view, kNumbers> kNumberKeys = {"size", "user-id", "group-id"};

template <std::size_t count>
int index_of(const std::array<std::string_view, count>& keys, std::string_view key) {
  for (std::size_t i = 0; i < count; ++i)
    if (keys[i] == key) return static_cast<int>(i);
  return -1;
}

/// One file as it comes; its texts keep their room from file to file.
struct Fields {
  std::array<std::string, kTexts> texts = {};
  std::array<std::int64_t, kNumbers> numbers = {};
  unsigned has_texts = 0, has_numbers = 0;

  bool has(Text text) const { return (has_texts >> text & 1) != 0; }
  bool has(Number number) const { return (has_numbers >> number & 1) != 0; }
  bool is_whole() const {
    constexpr unsigned kNeeded =
        1U << path | 1U << name | 1U << type | 1U << permissions | 1U << last_modified;
    return (has_texts & kNeeded) == kNeeded;
  }
};

Optional<std::string> text_of(const Fields& fields, Text text) {
  return fields.has(text) ? Optional<std::string>(fields.texts[text]) : Optional<std::string>();
}

Optional<int> id_of(const Fields& fields, Number number) {
  return fields.has(number) ? Optional<int>(static_cast<int>(fields.numbers[number]))
                            : Optional<int>();
}

/// False when a text of it cannot be read.
bool add_file(const Fields& fields, std::vector<FileInfo>& to) {
  const std::string& octal = fields.texts[permissions];
  int mode = 0;
  const auto [end, error] = std::from_chars(octal.data(), octal.data() + octal.size(), mode, 8);
  if (error != std::errc() || end != octal.data() + octal.size()) return false;
  try {
    to.push_back({.path = fields.texts[path],
                  .name = fields.texts[name],
                  .type = file_type_of(fields.texts[type]),
                  .size = fields.has(size) ? Optional<std::int64_t>(fields.numbers[size])
                                           : Optional<std::int64_t>(),
                  .permissions = mode,
                  .last_modified = timestamp_of(fields.texts[last_modified]),
                  .user_id = id_of(fields, user_id),
                  .user = text_of(fields, user),
                  .group_id = id_of(fields, group_id),
                  .group = text_of(fields, group)});
    return true;
  } catch (const ParseError&) {
    return false;
  }
}

/// Each function says whether it is still as Pebble sends it.
class Reader final : public nlohmann::json_sax<Json> {
 public:
  std::vector<FileInfo> files = {};
  bool has_files = false;

  bool start_object(std::size_t /*size*/) override {
    fields_.has_texts = fields_.has_numbers = 0;
    return in_list_ ? !std::exchange(in_file_, true) : !std::exchange(in_answer_, true);
  }
  bool end_object() override {
    if (!in_file_) return true;
    in_file_ = false;
    return fields_.is_whole() && add_file(fields_, files);
  }
  bool start_array(std::size_t /*size*/) override {
    in_list_ = in_answer_ && key_ == "result" && !has_files;
    has_files = true;
    return in_list_;
  }
  bool end_array() override {
    in_list_ = false;
    return !in_file_;
  }
  bool key(string_t& key) override {
    key_.swap(key);
    text_ = in_file_ ? index_of(kTextKeys, key_) : -1;
    number_ = in_file_ && text_ < 0 ? index_of(kNumberKeys, key_) : -1;
    return true;
  }
  bool string(string_t& text) override {
    if (text_ < 0) return is_passed_over();
    fields_.texts[static_cast<std::size_t>(text_)].swap(text);
    fields_.has_texts |= 1U << text_;
    return true;
  }
  bool number_unsigned(number_unsigned_t number) override {
    if (number > std::numeric_limits<std::int64_t>::max()) return false;
    return number_integer(static_cast<std::int64_t>(number));
  }
  bool number_integer(number_integer_t number) override {
    if (number_ < 0) return is_passed_over();
    fields_.numbers[static_cast<std::size_t>(number_)] = number;
    fields_.has_numbers |= 1U << number_;
    return true;
  }
  bool null() override { return in_file_; }
  bool boolean(bool /*value*/) override { return is_passed_over(); }
  bool number_float(number_float_t /*number*/, const string_t& /*text*/) override {
    return is_passed_over();
  }
  bool binary(binary_t& /*bytes*/) override { return false; }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) override {
    return false;
  }

 private:
  /// Of a member that this does not know, of the file or of the answer.
  bool is_passed_over() const { return text_ < 0 && number_ < 0 && in_answer_ && key_ != "result"; }

  bool in_answer_ = false, in_list_ = false, in_file_ = false;
  std::string key_ = {};
  int text_ = -1, number_ = -1;
  Fields fields_ = {};
};

}  // namespace

std::optional<std::vector<FileInfo>> read_file_list(const std::string& body) {
  Reader reader;
  const bool whole = Json::sax_parse(body.data(), body.data() + body.size(), &reader);
  if (!whole || !reader.has_files) return {};
  return std::move(reader.files);
}

}  // namespace ops::pebble
