#include "ops/framework/event_path.h"

#include <charconv>

namespace ops::framework {

namespace {

constexpr std::string_view kOn = "on/";

bool is_well_formed_part(std::string_view part) {
  const std::size_t open = part.find('[');
  return open == part.npos ||
         (part.find('[', open + 1) == part.npos && part.size() > open + 1 && part.ends_with(']'));
}

}  // namespace

EventPath::EventPath(std::string_view text)
    : path(text), without_key(text.substr(0, text.rfind('['))) {
  const std::size_t slash = without_key.rfind('/');
  const std::size_t begin = slash == without_key.npos ? 0 : slash + 1;
  const std::string_view before = without_key.substr(0, begin);
  if (!before.ends_with(kOn)) return;
  const std::string_view owner = before.substr(0, before.size() - kOn.size());
  if (!owner.empty() && !owner.ends_with('/')) return;
  emitter = owner.substr(0, owner.empty() ? 0 : owner.size() - 1);
  kind = without_key.substr(begin);
}

bool EventPath::is_well_formed() const {
  for (std::string_view rest = path;;) {
    const std::size_t slash = rest.find('/');
    if (!is_well_formed_part(rest.substr(0, slash))) return false;
    if (slash == rest.npos) return true;
    rest.remove_prefix(slash + 1);
  }
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
