#pragma once
/// What Pebble knows of a Container's notices. For .cpp files.

#include "ops/pebble/client.h"
#include "ops/testing/state/container.h"

namespace ops::testing {

pebble::Notice record_of(const Notice& notice);

/// Whether one of these is the name, or none of them is any. In a query they are one text, so that
/// commas part them, and blanks around one do not count.
bool asks_for(const List<std::string>& names, std::string_view name);

/// Null when there is none.
const Notice* find_notice(const List<Notice>& notices, std::string_view id);

/// Those that the charm, who is root, gets by this filter, by the time of their last repetition.
/// Throws pebble::APIError for a filter of all users and of one.
List<pebble::Notice> filtered(const List<Notice>& notices, const pebble::NoticeFilter& filter);

/// When a notice occurs, and what becomes of it.
struct NoticeOccurrence {
  base::Timestamp now = {};
  std::string new_id = {};  ///< What its id is if there is none of its type and key yet.
  std::string id = {};      ///< Told: its id.
  bool is_new = false;      ///< Told: whether there was none.
};

/// `notices` after one more occurrence. Throws pebble::APIError, with Pebble's message, for another
/// type than custom, and for keys and data that Pebble does not take.
List<Notice> with_occurrence(const List<Notice>& notices, pebble::NoticeType type,
                             const std::string& key, const pebble::NotifyOptions& options,
                             NoticeOccurrence& occurrence);

}  // namespace ops::testing
