#include "ops/juju/version.h"

#include <charconv>

#include "ops/base/errors.h"
#include "ops/base/fields.h"

namespace ops {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

/// Takes what `fits` off the front of `text`.
std::string_view take_while(std::string_view& text, bool (*fits)(char)) {
  std::size_t size = 0;
  while (size < text.size() && fits(text[size])) ++size;
  const std::string_view taken = text.substr(0, size);
  text.remove_prefix(size);
  return taken;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

/// Takes 1 to 9 digits; what is no such number leaves `valid` false.
int take_number(std::string_view& text, bool& valid) {
  int number = 0;
  const std::string_view digits = take_while(text, is_digit);
  valid = valid && !digits.empty() && digits.size() <= 9;
  if (valid) std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool is_at_least(const JujuVersion& version, int major, int minor, int patch) {
  if (version.major != major) return version.major > major;
  if (version.minor != minor) return version.minor > minor;
  return version.patch >= patch;
}

}  // namespace

JujuVersion JujuVersion::parse(std::string_view text) {
  JujuVersion version;
  std::string_view rest = text;
  if (rest.ends_with('\n')) rest.remove_suffix(1);
  bool valid = true;
  version.major = take_number(rest, valid);
  valid = valid && take(rest, '.');
  version.minor = take_number(rest, valid);
  if (take(rest, '-')) {
    version.tag = take_while(rest, is_lower);
    valid = valid && !version.tag.empty();
    version.patch = take_number(rest, valid);
  } else if (take(rest, '.')) {
    version.patch = take_number(rest, valid);
  }
  if (take(rest, '.')) version.build = take_number(rest, valid);
  if (valid && rest.empty()) return version;
  throw ParseError('"' + std::string(text) + "\" is not a valid Juju version string");
}

std::string JujuVersion::text() const {
  return std::to_string(major) + '.' + std::to_string(minor) + (tag.empty() ? "." : '-' + tag) +
         std::to_string(patch) + (build > 0 ? '.' + std::to_string(build) : "");
}

int JujuVersion::compare(const JujuVersion& other) const {
  if (major != other.major) return major < other.major ? -1 : 1;
  if (minor != other.minor) return minor < other.minor ? -1 : 1;
  if (tag.empty() != other.tag.empty()) return tag.empty() ? 1 : -1;
  if (tag != other.tag) return tag < other.tag ? -1 : 1;
  if (patch != other.patch) return patch < other.patch ? -1 : 1;
  return build == other.build ? 0 : build < other.build ? -1 : 1;
}

bool JujuVersion::has_app_data() const { return is_at_least(*this, 2, 7, 0); }
bool JujuVersion::is_dispatch_aware() const { return is_at_least(*this, 2, 8, 0); }
bool JujuVersion::has_controller_storage() const { return is_at_least(*this, 2, 8, 0); }
bool JujuVersion::has_secrets() const { return is_at_least(*this, 3, 0, 3); }
bool JujuVersion::supports_open_port_on_k8s() const { return is_at_least(*this, 3, 0, 3); }
bool JujuVersion::supports_exec_service_context() const {
  const bool is_3_2_0 = major == 3 && minor == 2 && patch == 0;
  return is_at_least(*this, 3, 1, 6) && !is_3_2_0;
}
bool JujuVersion::supports_pebble_log_forwarding() const { return is_at_least(*this, 3, 4, 0); }
bool JujuVersion::supports_pebble_identities() const { return is_at_least(*this, 3, 6, 4); }
bool JujuVersion::supports_pebble_metrics() const { return is_at_least(*this, 3, 6, 4); }

OPS_FIELDS(JujuVersion, major, minor, tag, patch, build)

}  // namespace ops
