#include "ops/model/secret_rules.h"

#include <algorithm>
#include <iterator>

#include "ops/base/fields.h"
#include "ops/base/iso_time.h"
#include "ops/base/text.h"
#include "ops/juju/errors.h"

namespace ops {

OPS_ENUM(SecretRotate, never, hourly, daily, weekly, monthly, quarterly, yearly)
OPS_FIELDS(SecretOptions, label, description, expire, rotate)
OPS_FIELDS(SecretRef, id, label)
OPS_FIELDS(SecretInfo, id, label, revision, expires, rotation, rotates, description)

}  // namespace ops

namespace ops::model {

using base::python_quoted, base::trimmed, base::without_last_newline;

namespace {

constexpr std::string_view kRotations[] = {"never",   "hourly",    "daily", "weekly",
                                           "monthly", "quarterly", "yearly"};

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_alphanumeric(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

/// A letter, then two or more letters and digits with single hyphens before them.
bool is_key(std::string_view key) {
  key = without_last_newline(key);
  if (key.empty() || !is_letter(key.front()) || key.find("--") != key.npos) return false;
  const auto count = std::ranges::count_if(key, is_alphanumeric);
  const auto hyphens = std::ranges::count(key, '-');
  return count >= 3 && count + hyphens == std::ssize(key) && key.back() != '-';
}

/// An RFC 3339 time with the zone that it has, or has not, in Python's spelling.
std::string respelt(const std::string& rfc3339) {
  constexpr std::size_t kToSeconds = 19;  // "2031-01-02T03:04:05"
  const std::size_t zone_at = rfc3339.find_first_of("Zz+-", std::min(kToSeconds, rfc3339.size()));
  const std::string local = rfc3339.substr(0, zone_at);
  std::string zone = zone_at == rfc3339.npos ? "" : rfc3339.substr(zone_at);
  (void)base::Timestamp(local + (zone.empty() ? "Z" : zone));
  if (zone == "z" || zone == "+00:00") zone = "Z";
  return base::iso_time(base::Timestamp(local + 'Z').since_epoch_ns()) + zone;
}

std::string expiry_text(const SecretExpiry& expiry, base::Clock& clock) {
  if (const auto* text = expiry.get_if<std::string>()) return respelt(*text);
  if (const auto* then = expiry.get_if<base::Timestamp>()) return told(*then);
  const std::int64_t now = clock.since_epoch_ns();
  return told(base::Timestamp::since_epoch(now + expiry.get_if<base::Duration>()->ns()));
}

SecretRotate rotation_of(const std::string& name) {
  const auto* const found = std::ranges::find(kRotations, name);
  if (found == std::end(kRotations))
    throw juju::HookToolError("cannot read what secret-info-get wrote: " + python_quoted(name) +
                              " is no rotation that ops knows; to see it, run " +
                              "'secret-info-get' under 'juju debug-hooks'");
  return static_cast<SecretRotate>(found - std::begin(kRotations));
}

}  // namespace

std::string canonical_secret_id(std::string_view id, const std::string& model_uuid) {
  const std::string stripped(trimmed(id));
  return stripped.starts_with("secret:") ? stripped : "secret://" + model_uuid + '/' + stripped;
}

void check_content(const SecretContent& content) {
  if (content.empty()) throw ValueError("Secret content must not be empty");
  std::string invalid;
  for (const auto& [key, value] : content)
    if (!is_key(key)) invalid += (invalid.empty() ? "" : ", ") + python_quoted(key);
  if (!invalid.empty())
    throw ValueError("Invalid secret keys: [" + invalid +
                     "]. Keys should be lowercase letters and digits, at least 3 characters "
                     "long, start with a letter, and not start or end with a hyphen.");
}

std::string told(const base::Timestamp& time) {
  return base::iso_time(time.since_epoch_ns()) + 'Z';
}

juju::SecretOptions told(const SecretOptions& options, base::Clock& clock) {
  juju::SecretOptions all{.label = options.label, .description = options.description};
  if (options.expire) all.expire = expiry_text(*options.expire, clock);
  if (options.rotate)
    all.rotate = std::string(kRotations[static_cast<std::size_t>(*options.rotate)]);
  return all;
}

SecretInfo read(const juju::SecretInfo& info, const std::string& model_uuid) {
  SecretInfo all{.id = canonical_secret_id(info.id, model_uuid),
                 .label = info.label,
                 .revision = info.revision,
                 .expires = info.expiry,
                 .rotates = info.rotates,
                 .description = info.description};
  if (info.rotation && !info.rotation->empty()) all.rotation = rotation_of(*info.rotation);
  return all;
}

}  // namespace ops::model
