#pragma once
/// The notice of an event: what Juju says of it, and the rest from Pebble once it is needed.

#include "ops/model/container.h"

namespace ops {

/// `ops.LazyNotice`. What is not known from the event is asked for once, when any of it is first
/// read: that throws ModelError when the notice is not there any more, and what
/// Container::get_notice throws.
class LazyNotice {
 public:
  using Type = base::OneOf<pebble::NoticeType, std::string>;

  LazyNotice() = default;
  /// `type` is Pebble's word: "custom", "change-update", "warning"; any other stays a text.
  LazyNotice(Container container, std::string id, const std::string& type, std::string key);

  const std::string& id() const { return id_; }
  const Type& type() const { return type_; }
  const std::string& key() const { return key_; }

  const base::Optional<int>& user_id() const { return all().user_id; }
  const base::Timestamp& first_occurred() const { return all().first_occurred; }
  const base::Timestamp& last_occurred() const { return all().last_occurred; }
  const base::Timestamp& last_repeated() const { return all().last_repeated; }
  int occurrences() const { return all().occurrences; }
  const base::Map<std::string, std::string>& last_data() const { return all().last_data; }
  const base::Optional<base::Duration>& repeat_after() const { return all().repeat_after; }
  const base::Optional<base::Duration>& expire_after() const { return all().expire_after; }

  /// All of it, as Pebble has it.
  const pebble::Notice& all() const;

 private:
  Container container_ = {};
  std::string id_ = {};
  Type type_ = {};
  std::string key_ = {};
  mutable base::Optional<pebble::Notice> notice_ = {};
};

}  // namespace ops
