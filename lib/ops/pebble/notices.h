#pragma once
/// What is said with a call about notices.

#include "ops/pebble/records.h"

namespace ops::pebble {

/// Which notices: those that fit all that is said here. Nothing said: those of Pebble's caller,
/// who is root, and the public ones.
struct NoticeFilter {
  NoticesUsers users = NoticesUsers::unset;         ///< `all`: everybody's; not with `user_id`.
  Optional<int> user_id = {};                       ///< This user's, and the public ones.
  List<OneOf<NoticeType, std::string>> types = {};  ///< Any of these; empty: all.
  List<std::string> keys = {};                      ///< Any of these; empty: all.
  OPS_VALUE(NoticeFilter);
};

struct NotifyOptions {
  Map<std::string, std::string> data = {};  ///< At most 4096 bytes as JSON.
  Optional<base::Duration> repeat_after =
      {};  ///< To Pebble's millisecond; none: it repeats always.
  OPS_VALUE(NotifyOptions);
};

}  // namespace ops::pebble
