#include "ops/pebble/http_client_flat_list.h"

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

/// The names of the members that count; those that are none are passed over.
struct Members {
  std::array<std::string_view, 7> texts;
  std::array<std::string_view, 3> numbers;
  unsigned needed;  // a bit for each of the texts
};

template <std::size_t count>
int index_of(const std::array<std::string_view, count>& keys, std::string_view key) {
  for (std::size_t i = 0; i < count && !keys[i].empty(); ++i)
    if (keys[i] == key) return static_cast<int>(i);
  return -1;
}

/// One object as it comes; its texts keep their room from object to object.
struct Fields {
  std::array<std::string, 7> texts = {};
  std::array<std::int64_t, 3> numbers = {};
  unsigned has_texts = 0, has_numbers = 0;

  Optional<std::string> text(std::size_t at) const {
    return (has_texts >> at & 1) != 0 ? Optional<std::string>(texts[at]) : Optional<std::string>();
  }
  template <class T>
  Optional<T> number(std::size_t at) const {
    return (has_numbers >> at & 1) != 0 ? Optional<T>(static_cast<T>(numbers[at])) : Optional<T>();
  }
};

constexpr Members kService = {
    .texts = {"name", "startup", "current"}, .numbers = {}, .needed = 0b111};
constexpr Members kFile = {
    .texts = {"path", "name", "type", "permissions", "last-modified", "user", "group"},
    .numbers = {"size", "user-id", "group-id"},
    .needed = 0b0011111};

/// Each adds one; false when a text of it cannot be read.
bool add(const Fields& fields, std::vector<ServiceInfo>& to) {
  to.push_back({.name = fields.texts[0],
                .startup = startup_of(fields.texts[1]),
                .current = service_status_of(fields.texts[2])});
  return true;
}

bool add(const Fields& fields, std::vector<FileInfo>& to) {
  const std::string& octal = fields.texts[3];
  int mode = 0;
  const auto [end, error] = std::from_chars(octal.data(), octal.data() + octal.size(), mode, 8);
  if (error != std::errc() || end != octal.data() + octal.size()) return false;
  try {
    to.push_back({.path = fields.texts[0],
                  .name = fields.texts[1],
                  .type = file_type_of(fields.texts[2]),
                  .size = fields.number<std::int64_t>(0),
                  .permissions = mode,
                  .last_modified = timestamp_of(fields.texts[4]),
                  .user_id = fields.number<int>(1),
                  .user = fields.text(5),
                  .group_id = fields.number<int>(2),
                  .group = fields.text(6)});
    return true;
  } catch (const ParseError&) {
    return false;
  }
}

/// Each function says whether it is still as Pebble sends it.
template <class Item>
class Reader final : public nlohmann::json_sax<Json> {
 public:
  explicit Reader(const Members& members) : members_(&members) {}

  std::vector<Item> items = {};
  bool has_items = false;

  bool start_object(std::size_t /*size*/) override {
    fields_.has_texts = fields_.has_numbers = 0;
    return in_list_ ? !std::exchange(in_item_, true) : !std::exchange(in_answer_, true);
  }
  bool end_object() override {
    if (!in_item_) return true;
    in_item_ = false;
    return (fields_.has_texts & members_->needed) == members_->needed && add(fields_, items);
  }
  bool start_array(std::size_t /*size*/) override {
    in_list_ = in_answer_ && key_ == "result" && !has_items;
    has_items = true;
    return in_list_;
  }
  bool end_array() override {
    in_list_ = false;
    return !in_item_;
  }
  bool key(string_t& key) override {
    key_.swap(key);
    text_ = in_item_ ? index_of(members_->texts, key_) : -1;
    number_ = in_item_ && text_ < 0 ? index_of(members_->numbers, key_) : -1;
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
  bool null() override { return in_item_; }
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
  /// Of a member that this does not know, of the item or of the answer.
  bool is_passed_over() const { return text_ < 0 && number_ < 0 && in_answer_ && key_ != "result"; }

  const Members* members_;
  bool in_answer_ = false, in_list_ = false, in_item_ = false;
  std::string key_ = {};
  int text_ = -1, number_ = -1;
  Fields fields_ = {};
};

template <class Item>
std::optional<std::vector<Item>> read(const std::string& body, const Members& members) {
  Reader<Item> reader(members);
  const bool whole = Json::sax_parse(body.data(), body.data() + body.size(), &reader);
  if (!whole || !reader.has_items) return {};
  return std::move(reader.items);
}

}  // namespace

std::optional<std::vector<ServiceInfo>> read_flat_services(const std::string& body) {
  return read<ServiceInfo>(body, kService);
}

std::optional<std::vector<FileInfo>> read_flat_files(const std::string& body) {
  return read<FileInfo>(body, kFile);
}

}  // namespace ops::pebble
