#include "ops/framework/event_path.h"

#include <charconv>

namespace ops::framework {

namespace {
constexpr std::string_view kOn = "on/";
}

EventPath::EventPath(std::string_view path) : without_key(path.substr(0, path.rfind('['))) {
  const std::size_t slash = without_key.rfind('/');
  kind = without_key.substr(slash == without_key.npos ? 0 : slash + 1);
  const std::size_t before_kind = without_key.size() - kind.size();
  const std::size_t ending = kOn.size() + 1;  // "/on/"
  if (before_kind >= ending) emitter = without_key.substr(0, before_kind - ending);
}

std::string event_path(std::string_view emitter, std::string_view kind, std::int64_t key) {
  char digits[20];
  const auto [end, _] = std::to_chars(digits, digits + sizeof digits, key);
  std::string path;
  path.reserve(emitter.size() + 1 + kOn.size() + kind.size() + sizeof digits + 2);
  path += emitter;
  if (!emitter.empty()) path += '/';
  ((path += kOn) += kind) += '[';
  path.append(digits, end) += ']';
  return path;
}

}  // namespace ops::framework
