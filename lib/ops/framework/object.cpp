#include "ops/framework/object.h"

#include "ops/framework/framework.h"

namespace ops {

namespace {

std::string child_path(const std::string& parent, std::string_view kind, std::string_view key) {
  std::string path = (parent + '/').append(kind);
  if (!key.empty()) ((path += '[') += key) += ']';
  return path;
}

}  // namespace

Object::Object(Object& parent, std::string_view kind, std::string_view key)
    : framework_(parent.framework_), path_(child_path(parent.path_, kind, key)) {
  framework_->track(*this);
}

Object::Object(Framework& framework, std::string_view kind) : framework_(&framework), path_(kind) {
  framework_->track(*this);
}

Object::~Object() { framework_->forget(*this); }

Model& Object::model() const { return framework_->model(); }
Logger& Object::logger() const { return framework_->logger(); }

}  // namespace ops
