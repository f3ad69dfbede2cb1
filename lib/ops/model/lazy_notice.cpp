#include "ops/model/lazy_notice.h"

#include "ops/pebble/words.h"

namespace ops {

LazyNotice::LazyNotice(Container container, std::string id, const std::string& type,
                       std::string key)
    : container_(std::move(container)),
      id_(std::move(id)),
      type_(pebble::notice_type_of(type)),
      key_(std::move(key)) {}

const pebble::Notice& LazyNotice::all() const {
  if (!notice_) notice_ = container_.get_notice(id_);
  return *notice_;
}

}  // namespace ops
