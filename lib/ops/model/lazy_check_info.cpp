#include "ops/model/lazy_check_info.h"

namespace ops {

LazyCheckInfo::LazyCheckInfo(Container container, std::string name)
    : container_(std::move(container)), name_(std::move(name)) {}

const pebble::CheckInfo& LazyCheckInfo::all() const {
  if (!info_) info_ = container_.get_check(name_);
  return *info_;
}

}  // namespace ops
