#include "ops/testing/fakes/users.h"

#include <absl/strings/numbers.h>

#include <algorithm>

#include "ops/base/errors.h"

namespace ops::testing {

namespace {

constexpr const char* kDebianUsers =
    "root:x:0:0:root:/root:/bin/bash\n"
    "daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n"
    "bin:x:2:2:bin:/bin:/usr/sbin/nologin\n"
    "www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin\n"
    "backup:x:34:34:backup:/var/backups:/usr/sbin/nologin\n"
    "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n";
constexpr const char* kDebianGroups =
    "root:x:0:\ndaemon:x:1:\nbin:x:2:\nadm:x:4:\ntty:x:5:\nwww-data:x:33:\nbackup:x:34:\n"
    "users:x:100:\nnogroup:x:65534:\n";

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == at)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

/// Calls `take` with the fields of each line that has so many at least.
template <class Take>
void read_lines(const std::string& text, std::size_t fields, Take take) {
  for (const std::string& line : split(text, '\n')) {
    const std::vector<std::string> parts = split(line, ':');
    if (parts.size() >= fields) take(parts);
  }
}

int number(const std::string& text) {
  int value = 0;
  return absl::SimpleAtoi(text, &value) ? value : -1;
}

/// Nothing when it cannot be read.
std::optional<std::string> text_of(const Disk& disk, std::string_view path) {
  try {
    const Place place = disk.find(path);
    if (place.is_directory()) return {};
    return disk.read(place);
  } catch (const DiskError&) {
    return {};
  }
}

[[noreturn]] void mismatch(const char* what, const std::string& name, const char* own, int id,
                           const char* member, int given) {
  throw ValueError(std::string(what) + " \"" + name + "\" " + own + " (" + std::to_string(id) +
                   ") does not match " + member + " (" + std::to_string(given) + ')');
}

std::optional<int> as_std(const pebble::Optional<int>& id) {
  if (!id) return {};
  return *id;
}

bool is_set(const pebble::Optional<std::string>& name) { return name && !name->empty(); }

}  // namespace

Users::Users(const Disk& disk) {
  const std::optional<std::string> passwd = text_of(disk, "/etc/passwd");
  told_ = passwd.has_value();
  read_lines(passwd.value_or(kDebianUsers), 6, [&](const std::vector<std::string>& parts) {
    users_.push_back({parts[0], number(parts[2]), number(parts[3]), parts[5]});
  });
  read_lines(text_of(disk, "/etc/group").value_or(kDebianGroups), 3,
             [&](const std::vector<std::string>& parts) {
               groups_.push_back({parts[0], number(parts[2])});
             });
}

const User* Users::find(int user_id) const {
  const auto at = std::ranges::find(users_, user_id, &User::user_id);
  return at == users_.end() ? nullptr : &*at;
}

std::string Users::group_name(int group_id) const {
  const auto at = std::ranges::find(groups_, group_id, &Group::group_id);
  return at == groups_.end() ? "" : at->name;
}

const User* Users::find(const std::string& name) const {
  const auto at = std::ranges::find(users_, name, &User::name);
  return at == users_.end() ? nullptr : &*at;
}

const Group* Users::find_group(const std::string& name) const {
  const auto at = std::ranges::find(groups_, name, &Group::name);
  return at == groups_.end() ? nullptr : &*at;
}

std::optional<int> Users::user_id_of(const pebble::Owner& owner) const {
  if (!is_set(owner.user)) return as_std(owner.user_id);
  const User* found = find(*owner.user);
  if (!found && !told_ && owner.user_id) return *owner.user_id;  // nobody says that it is wrong
  if (!found)
    throw ValueError(
        "user: unknown user " + *owner.user +
        (told_ ? "" : "; say who there is: Container::files = {{\"/etc/passwd\", …}}"));
  if (owner.user_id && *owner.user_id != found->user_id)
    mismatch("user", found->name, "UID", found->user_id, "user-id", *owner.user_id);
  return found->user_id;
}

std::optional<int> Users::group_id_of(const pebble::Owner& owner,
                                      std::optional<int> user_id) const {
  if (is_set(owner.group)) {
    const Group* found = find_group(*owner.group);
    if (!found && !told_ && owner.group_id) return *owner.group_id;
    if (!found) throw ValueError("group: unknown group " + *owner.group);
    if (owner.group_id && *owner.group_id != found->group_id)
      mismatch("group", found->name, "GID", found->group_id, "group-id", *owner.group_id);
    return found->group_id;
  }
  if (owner.group_id || !user_id) return as_std(owner.group_id);
  if (const User* user = find(*user_id)) return user->group_id;
  throw ValueError("user: unknown userid " + std::to_string(*user_id));
}

std::optional<Ids> Users::ids_of(const pebble::Owner& owner) const {
  const std::optional<int> user_id = user_id_of(owner), group_id = group_id_of(owner, user_id);
  if (!user_id && group_id) throw ValueError("must specify user, not just group");
  if (!user_id) return {};
  return Ids{*user_id, *group_id};
}

}  // namespace ops::testing
