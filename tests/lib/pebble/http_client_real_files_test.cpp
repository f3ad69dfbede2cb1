/// Files of the real Pebble.

#include <doctest/doctest.h>

#include "real_pebble.h"

using namespace ops::pebble;

namespace {

/// What `call` throws for its path.
template <class Call>
std::string path_error(Call call) {
  try {
    call();
  } catch (const PathError& error) {
    return error.kind() + ": " + error.message();
  }
  return "nothing was thrown";
}

}  // namespace

TEST_CASE("what is pushed comes back byte for byte") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string folder = daemon.folder();
  std::string bytes;
  for (int i = 0; i < 3'000'000; ++i) bytes += static_cast<char>(i * 31 % 256);
  for (const std::string& source :
       {std::string(), std::string("é\r\n--0\r\n"), std::string(32, '0') + "\r\n--", bytes}) {
    client.push(folder + "/a \"b\" é", source, {});
    CHECK(client.pull(folder + "/a \"b\" é") == source);
  }
}

TEST_CASE("a file and its directories get the mode that is asked for") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string folder = daemon.folder();
  client.push(folder + "/x/y/z", "text", {.make_dirs = true, .permissions = 0640});
  const FileInfo file = client.list_files(folder + "/x/y", {})[0];
  CHECK(file.path == folder + "/x/y/z");
  CHECK(file.name == "z");
  CHECK(file.type == FileType::file);
  CHECK(file.size == Optional<std::int64_t>(4));
  CHECK(file.permissions == 0640);
  CHECK(file.user_id == Optional<int>(static_cast<int>(getuid())));
  CHECK(file.last_modified.since_epoch_ns() > 1'600'000'000'000'000'000);
  client.push(folder + "/x/y/z", "", {});
  CHECK(client.list_files(folder + "/x/y/z", {})[0].permissions == 0644);
  client.make_dir(folder + "/d/e", {.make_parents = true, .permissions = 0700});
  CHECK(client.list_files(folder + "/d", {.itself = true})[0].permissions == 0700);
}

TEST_CASE("an owner who is not there is refused") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string path = daemon.folder() / "f";
  CHECK(path_error([&] { client.push(path, "", {.owner = {.user = "nobody-here"}}); }) ==
        "generic-file-error: cannot look up user and group: user: unknown user nobody-here");
  CHECK(path_error([&] {
          client.make_dir(path, {.owner = {.group_id = 1}});
        }).ends_with("must specify user, not just group"));
  client.push(path, "", {.owner = {.user_id = static_cast<int>(getuid())}});
}

TEST_CASE("files are listed by name, by pattern, or a directory itself") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string folder = daemon.folder() / "some";
  client.make_dir(folder, {});
  for (const char* name : {"b.txt", "a.txt", "c"}) client.push(folder + '/' + name, "", {});
  std::filesystem::create_symlink("c", folder + "/link");
  CHECK(client.list_files(folder, {}).size() == 4);
  CHECK(client.list_files(folder, {.pattern = "*.txt"})[1].name == "b.txt");
  const auto listed = client.list_files(folder, {.pattern = "link"});
  CHECK(listed[0].type == FileType::symlink);
  CHECK_FALSE(listed[0].size.has_value());
  CHECK(client.list_files(folder, {.itself = true})[0].type == FileType::directory);
  CHECK(client.list_files("/", {.itself = true})[0].name == "/");
  CHECK(refusal([&] { client.list_files(folder + "/none", {}); }).starts_with("404 Not Found: "));
  CHECK(refusal([&] { client.list_files("some", {}); }) ==
        "400 Bad Request: path must be absolute, got \"some\"");
}

TEST_CASE("paths go, alone or with all that is in them") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string folder = daemon.folder() / "d";
  client.push(folder + "/f", "", {.make_dirs = true});
  CHECK(path_error([&] { client.remove_path(folder, {}); }) ==
        "generic-file-error: remove " + folder + ": directory not empty");
  client.remove_path(folder + "/f", {});
  client.push(folder + "/f", "", {});
  client.remove_path(folder, {.recursive = true});
  CHECK_FALSE(std::filesystem::exists(folder));
  client.remove_path(folder, {.recursive = true});
  CHECK(path_error([&] { client.remove_path(folder, {}); }).starts_with("not-found: remove "));
}

TEST_CASE("what cannot be read or written is a PathError with Pebble's kind") {
  Daemon daemon;
  HttpClient client(daemon.socket_path());
  const std::string folder = daemon.folder();
  CHECK(path_error([&] { client.pull(folder + "/none"); }) ==
        "not-found: stat " + folder + "/none: no such file or directory");
  CHECK(path_error([&] { client.pull(folder); }) ==
        "generic-file-error: can only read a regular file: \"" + folder + "\"");
  CHECK(
      path_error([&] { client.push(folder + "/no/f", "x", {}); }).starts_with("not-found: open "));
  CHECK(path_error([&] { client.make_dir(folder, {}); }) ==
        "generic-file-error: mkdir " + folder + ": file exists");
  CHECK(path_error([&] {
          client.push(folder + "/f", "", {.permissions = 04755});
        }).ends_with("must be a 3-digit octal string, got \"4755\""));
}
