#pragma once
/// The users and groups of a container. For .cpp files.

#include <optional>
#include <string>
#include <vector>

#include "ops/pebble/files.h"
#include "ops/testing/fakes/disk.h"

namespace ops::testing {

struct User {
  std::string name = {};
  int user_id = 0;
  int group_id = 0;
  std::string home = {};
};

struct Group {
  std::string name = {};
  int group_id = 0;
};

struct Ids {
  int user_id = 0;
  int group_id = 0;
};

/// What /etc/passwd and /etc/group say; where there is none, what Debian's say.
class Users {
 public:
  explicit Users(const Disk& disk);

  /// The ids of `owner`, nothing when it says nothing. Throws ValueError in Pebble's words:
  /// "user: unknown user zz". A name that comes with an id may be unknown where no file says who
  /// there is: what push_path() says of the machine that runs the test.
  std::optional<Ids> ids_of(const pebble::Owner& owner) const;
  /// Null when there is none.
  const User* find(int user_id) const;
  /// Empty when there is none.
  std::string group_name(int group_id) const;

 private:
  const User* find(const std::string& name) const;
  const Group* find_group(const std::string& name) const;
  std::optional<int> user_id_of(const pebble::Owner& owner) const;
  std::optional<int> group_id_of(const pebble::Owner& owner, std::optional<int> user_id) const;

  bool told_ = true;  // by a file
  std::vector<User> users_ = {};
  std::vector<Group> groups_ = {};
};

}  // namespace ops::testing
