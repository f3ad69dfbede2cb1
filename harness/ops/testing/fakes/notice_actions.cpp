#include "ops/testing/fakes/notice_actions.h"

#include <algorithm>
#include <vector>

#include "ops/base/json.h"
#include "ops/base/values.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/go_text.h"
#include "ops/pebble/words.h"

namespace ops::testing {

using base::OneOf, pebble::NoticeType;

namespace {

constexpr int kRoot = 0;
constexpr std::size_t kMostKey = 256, kMostData = 4096;

[[noreturn]] void refuse(const std::string& message) {
  throw pebble::APIError(400, "Bad Request", message);
}

bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Lower-case words that single dashes join: takes one off the front.
bool take_words(std::string_view& text) {
  bool in_word = false;
  while (!text.empty() && (is_word_byte(text[0]) || (in_word && text[0] == '-'))) {
    in_word = text[0] != '-';
    text.remove_prefix(1);
  }
  return in_word;
}

/// How many there are behind each other, each with `separator` before it.
int take_parts(std::string_view& text, char separator) {
  int count = 0;
  while (text.starts_with(separator)) {
    text.remove_prefix(1);
    if (!take_words(text)) return -1;
    ++count;
  }
  return count;
}

/// "example.com/path"
bool is_key(std::string_view text) {
  return take_words(text) && take_parts(text, '.') > 0 && take_parts(text, '/') > 0 && text.empty();
}

template <class T, class U>
bool holds(const List<T>& list, const U& wanted) {
  return list.empty() ||
         std::any_of(list.begin(), list.end(), [&](const T& one) { return one == wanted; });
}

bool fits(const Notice& notice, const pebble::NoticeFilter& filter) {
  const int user = filter.user_id.value_or(kRoot);
  const bool seen =
      filter.users == pebble::NoticesUsers::all || !notice.user_id || *notice.user_id == user;
  return seen && holds(filter.types, OneOf<NoticeType, std::string>(notice.type)) &&
         asks_for(filter.keys, notice.key);
}

void check_notice(NoticeType type, const std::string& key, const pebble::NotifyOptions& options) {
  if (type != NoticeType::custom)
    refuse("invalid type \"" + std::string(pebble::word_of(type)) +
           "\" (can only add \"custom\" notices)");
  if (!is_key(key))
    refuse("invalid key " + pebble::go_quoted(key) + " (must be in \"example.com/path\" format)");
  if (key.size() > kMostKey) refuse("key must be 256 bytes or less");
  if (base::to_json(options.data).size() > kMostData)
    refuse("total size of data must be 4096 bytes or less");
}

}  // namespace

pebble::Notice record_of(const Notice& notice) {
  return {.id = notice.id,
          .user_id = notice.user_id,
          .type = notice.type,
          .key = notice.key,
          .first_occurred = notice.first_occurred,
          .last_occurred = notice.last_occurred,
          .last_repeated = notice.last_repeated,
          .occurrences = notice.occurrences,
          .last_data = notice.last_data,
          .repeat_after = notice.repeat_after,
          .expire_after = notice.expire_after};
}

namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool asks_for(const List<std::string>& names, std::string_view name) {
  bool asks = false;
  for (const std::string& text : names)
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(',', at), text.size());
      const std::string_view one = trimmed(std::string_view(text).substr(at, end - at));
      if (one == name) return true;
      asks = asks || !one.empty();
      at = end + 1;
    }
  return !asks;
}

const Notice* find_notice(const List<Notice>& notices, std::string_view id) {
  for (const Notice& notice : notices)
    if (notice.id == id) return &notice;
  return nullptr;
}

List<pebble::Notice> filtered(const List<Notice>& notices, const pebble::NoticeFilter& filter) {
  if (filter.users != pebble::NoticesUsers::unset && filter.user_id)
    refuse("cannot use both \"users\" and \"user-id\" parameters");
  std::vector<pebble::Notice> found;
  for (const Notice& notice : notices)
    if (fits(notice, filter)) found.push_back(record_of(notice));
  std::ranges::stable_sort(found, {}, [](const pebble::Notice& notice) {
    return notice.last_repeated.since_epoch_ns();
  });
  return {found.data(), found.size()};
}

List<Notice> with_occurrence(const List<Notice>& notices, NoticeType type, const std::string& key,
                             const pebble::NotifyOptions& options, NoticeOccurrence& occurrence) {
  check_notice(type, key, options);
  const base::Timestamp now = occurrence.now;
  std::vector<Notice> all(notices.begin(), notices.end());
  auto at = std::ranges::find_if(all, [&](const Notice& notice) {
    return notice.user_id == Optional<int>(kRoot) && notice.type == type && notice.key == key;
  });
  occurrence.is_new = at == all.end();
  if (occurrence.is_new) {
    all.push_back({.key = key,
                   .id = occurrence.new_id,
                   .user_id = kRoot,
                   .first_occurred = now,
                   .last_repeated = now,
                   .occurrences = 0,
                   .expire_after = base::Duration("168h")});
    at = all.end() - 1;
  }
  at->occurrences += 1;
  at->last_occurred = now;
  at->last_data = options.data;
  const std::int64_t quiet = options.repeat_after ? options.repeat_after->ns() : 0;
  at->repeat_after = quiet == 0 ? Optional<base::Duration>() : options.repeat_after;
  if (quiet == 0 || now.since_epoch_ns() > at->last_repeated.since_epoch_ns() + quiet)
    at->last_repeated = now;
  occurrence.id = at->id;
  return {all.data(), all.size()};
}

}  // namespace ops::testing
