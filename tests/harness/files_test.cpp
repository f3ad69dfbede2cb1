/// Files of a container: what a test puts there, what a charm does with them, and what is left.
#include <filesystem>
#include <fstream>

#include "driving.h"

using namespace ops::testing;
namespace pebble = ops::pebble;
using pebble::FileType;

namespace {

const Container kWeb{.name = "web",
                     .can_connect = true,
                     .files = {{"/etc/app.conf", {.content = "port=80\n"}},
                               {"/etc/alternatives", File::symlink("/etc/real")},
                               {"/etc/real/java", {.content = "java", .permissions = 0755}},
                               {"/etc/loop", File::symlink("loop")},
                               {"/empty", File::directory()}}};

/// What a call that cannot be done says.
template <class Call>
std::string path_error(Call call) {
  try {
    call();
  } catch (const pebble::PathError& error) {
    return error.what();
  }
  return "no error";
}

pebble::Names names_of(const pebble::List<pebble::FileInfo>& infos) {
  pebble::Names names;
  for (const pebble::FileInfo& info : infos) names = names.with(info.name);
  return names;
}

}  // namespace

TEST_CASE("a charm reads the files that a test gives the container") {
  driven(kWeb, [](ops::Container& web) {
    CHECK(web.pull("/etc/app.conf") == "port=80\n");
    CHECK(web.pull("/etc/alternatives/java") == "java");
    CHECK(web.exists("/etc"));
    CHECK(web.isdir("/etc"));
    CHECK_FALSE(web.exists("/usr"));
    CHECK_FALSE(web.isdir("/etc/app.conf"));
    CHECK_THROWS_AS((void)web.exists("/etc/app.conf/x"), pebble::APIError);
  });
}

TEST_CASE("what a charm pushes is in the State afterwards") {
  const Container after = driven(kWeb, [](ops::Container& web) {
    web.push("/srv/data/a.bin", std::string("\0\r\n", 3), {.make_dirs = true});
    web.push("/etc/app.conf", "port=81\n", {.permissions = 0600});
  });
  CHECK(after.files["/srv/data/a.bin"] == File{.content = std::string("\0\r\n", 3)});
  CHECK(after.files["/etc/app.conf"] == File{.content = "port=81\n", .permissions = 0600});
  CHECK(after.files["/srv/data"] == File::directory());
}

TEST_CASE("a chain of runs carries the files, and shares those that nobody touches") {
  const Container first = driven(kWeb, [](ops::Container& web) { web.push("/tmp.txt", "1"); });
  const Container second =
      driven(first, [](ops::Container& web) { web.push("/tmp.txt", web.pull("/tmp.txt") + "2"); });
  CHECK(second.files["/tmp.txt"].content == "12");
  CHECK(second.files["/etc/app.conf"].content.shares_with(kWeb.files["/etc/app.conf"].content));
}

TEST_CASE("a run that changes no file leaves the same files") {
  CHECK(driven(kWeb, [](ops::Container& web) {
          (void)web.list_files("/etc");
        }).files.shares_with(kWeb.files));
}

TEST_CASE("a push needs a directory, and replaces a link but no directory") {
  const Container after = driven(kWeb, [](ops::Container& web) {
    CHECK(path_error([&] { web.push("/srv/a", ""); }) ==
          "not-found - open /srv/a.1~: no such file or directory");
    CHECK(path_error([&] { web.push("/empty", ""); }) ==
          "generic-file-error - rename /empty.1~ /empty: file exists");
    CHECK(path_error([&] { web.push("etc/a", ""); }) ==
          "generic-file-error - paths must be absolute, got \"etc/a\"");
    CHECK(path_error([&] { web.push("/etc/app.conf/a", "", {.make_dirs = true}); }) ==
          "generic-file-error - cannot create directory: mkdir /etc/app.conf: not a directory");
    CHECK(path_error([&] { web.push("/a", "", {.permissions = 01777}); }) ==
          "generic-file-error - permissions must be a 3-digit octal string, got \"1777\"");
    web.push("/etc/alternatives", "a file now");
  });
  CHECK(after.files["/etc/alternatives"] == File{.content = "a file now"});
  CHECK(after.files["/etc/real/java"].content == "java");
  CHECK(after.files.size() == kWeb.files.size());
}

TEST_CASE("owners are users of the container") {
  Container web = kWeb;
  web.files = web.files.with("/etc/passwd", {"app:x:1000:1001:The app:/srv/app:/bin/sh\n"});
  const Container after = driven(web, [](ops::Container& container) {
    container.push("/srv/app/x", "", {.make_dirs = true, .owner = {.user = "app"}});
    CHECK(container.list_files("/srv/app/x")[0].user == "app");
    CHECK(path_error([&] { container.push("/a", "", {.owner = {.user = "zz"}}); }) ==
          "generic-file-error - cannot look up user and group: user: unknown user zz");
    CHECK(path_error([&] { container.push("/a", "", {.owner = {.group = "root"}}); }) ==
          "generic-file-error - cannot look up user and group: must specify user, not just group");
  });
  CHECK(after.files["/srv/app/x"] == File{.user_id = 1000, .group_id = 1001});
  CHECK(after.files["/srv/app"].user_id == 1000);
}

TEST_CASE("without an /etc/passwd an unknown user's error says where to tell of them") {
  driven(kWeb, [](ops::Container& web) {
    CHECK_NOTHROW(web.push("/a", "", {.owner = {.user = "www-data"}}));
    CHECK_NOTHROW(
        web.push("/a", "", {.owner = {.user_id = 7, .user = "a", .group_id = 8, .group = "b"}}));
    CHECK(path_error([&] { web.push("/b", "", {.owner = {.user = "app"}}); })
              .ends_with("unknown user app; say who there is: "
                         "Container::files = {{\"/etc/passwd\", …}}"));
  });
}

TEST_CASE("directories are listed by name, and by pattern") {
  driven(kWeb, [](ops::Container& web) {
    CHECK(names_of(web.list_files("/etc")) ==
          pebble::Names{"alternatives", "app.conf", "loop", "real"});
    CHECK(names_of(web.list_files("/etc", {.pattern = "*[n-p]"})) == pebble::Names{"loop"});
    CHECK(names_of(web.list_files("/etc/real", {.pattern = "[^j]*"})).empty());
    CHECK(web.list_files("/etc/alternatives")[0].path == "/etc/alternatives/java");
    CHECK(web.list_files("/", {.itself = true})[0].name == "/");
    CHECK(web.list_files("/etc/app.conf")[0] ==
          pebble::FileInfo{.path = "/etc/app.conf",
                           .name = "app.conf",
                           .type = FileType::file,
                           .size = 8,
                           .permissions = 0644,
                           .last_modified = ops::base::Timestamp("2024-01-01T00:00:00Z"),
                           .user_id = 0,
                           .user = "root",
                           .group_id = 0,
                           .group = "root"});
    CHECK_THROWS_WITH_AS((void)web.list_files("/zz"), "stat /zz: no such file or directory",
                         pebble::APIError);
    CHECK_THROWS_WITH_AS((void)web.list_files("/etc", {.pattern = "["}), "syntax error in pattern",
                         pebble::APIError);
    CHECK_THROWS_WITH_AS((void)web.list_files("etc"), "path must be absolute, got \"etc\"",
                         pebble::APIError);
  });
}

TEST_CASE("directories are made, with their parents when that is said") {
  const Container after = driven(kWeb, [](ops::Container& web) {
    web.make_dir("/srv/a/b", {.make_parents = true, .permissions = 0700});
    web.make_dir("/srv/a", {.make_parents = true});
    CHECK(path_error([&] { web.make_dir("/srv/a"); }) ==
          "generic-file-error - mkdir /srv/a: file exists");
    CHECK(path_error([&] { web.make_dir("/no/a"); }) ==
          "not-found - mkdir /no/a.mkdir-new: no such file or directory");
    CHECK(path_error([&] { web.make_dir("/etc/app.conf", {.make_parents = true}); }) ==
          "generic-file-error - mkdir /etc/app.conf: not a directory");
  });
  CHECK(after.files["/srv/a"] == File::directory(0700));
  CHECK(after.files["/srv/a/b"] == File::directory(0700));
}

TEST_CASE("paths are removed, a link itself, and a directory with all in it when that is said") {
  const Container after = driven(kWeb, [](ops::Container& web) {
    web.remove_path("/etc/alternatives", {.recursive = true});
    CHECK(web.exists("/etc/real/java"));
    web.remove_path("/etc/real/java");
    CHECK(web.isdir("/etc/real"));
    CHECK(path_error([&] { web.remove_path("/etc"); }) ==
          "generic-file-error - remove /etc: directory not empty");
    CHECK(path_error([&] { web.remove_path("/zz"); }) ==
          "not-found - remove /zz: no such file or directory");
    web.remove_path("/zz", {.recursive = true});
    web.remove_path("/etc", {.recursive = true});
  });
  CHECK(after.files == decltype(after.files){{"/empty", File::directory()}});
}

TEST_CASE("links in a circle, paths that climb and names that are too long end in an error") {
  driven(kWeb, [](ops::Container& web) {
    CHECK(path_error([&] { (void)web.pull("/etc/loop"); }) ==
          "generic-file-error - stat /etc/loop: too many levels of symbolic links");
    CHECK(web.pull("/../../etc/real/../app.conf") == "port=80\n");
    CHECK(path_error([&] { (void)web.pull("/etc/zz/../app.conf"); }) ==
          "not-found - stat /etc/zz/../app.conf: no such file or directory");
    CHECK(path_error([&] {
            web.push('/' + std::string(300, 'a'), "");
          }).ends_with("file name too long"));
    web.push("/a\nb", "");
    CHECK(web.list_files("/")[0].name == "a\nb");
  });
}

TEST_CASE("a mount shows a real directory, and what is written there is written") {
  namespace fs = std::filesystem;
  const fs::path outside = fs::temp_directory_path() / "ops_files_test";
  fs::remove_all(outside);
  fs::create_directories(outside);
  std::ofstream(outside / "in.txt") << "from outside";
  Container web = kWeb;
  web.mounts = {{"data", {.location = "/data/in", .source = outside.string()}}};
  const Container after = driven(web, [](ops::Container& container) {
    CHECK(container.pull("/data/in/in.txt") == "from outside");
    CHECK(names_of(container.list_files("/data")) == pebble::Names{"in"});
    CHECK(container.isdir("/data/in"));
    container.push("/data/in/sub/out.txt", "from inside", {.make_dirs = true});
    container.remove_path("/data/in/in.txt");
    CHECK(path_error([&] { container.remove_path("/data", {.recursive = true}); }) ==
          "generic-file-error - remove /data: device or resource busy");
  });
  std::string written;
  std::getline(std::ifstream(outside / "sub" / "out.txt"), written);
  CHECK(written == "from inside");
  CHECK_FALSE(fs::exists(outside / "in.txt"));
  CHECK(after.files.shares_with(web.files));
  fs::remove_all(outside);
}

TEST_CASE("trees are pushed from the charm's disk and pulled to it") {
  namespace fs = std::filesystem;
  static const fs::path outside = fs::temp_directory_path() / "ops_tree_test";
  fs::remove_all(outside);
  fs::create_directories(outside / "tree" / "sub");
  std::ofstream(outside / "tree" / "sub" / "a.txt") << "a";
  const Container after = driven(kWeb, [](ops::Container& web) {
    web.push_path((outside / "tree").string(), "/srv");
    web.pull_path("/srv/tree", (outside / "back").string());
  });
  CHECK(after.files["/srv/tree/sub/a.txt"].content == "a");
  CHECK(fs::exists(outside / "back" / "tree" / "sub" / "a.txt"));
  fs::remove_all(outside);
}

TEST_CASE("files are part of the container: they compare, print and differ") {
  Container other = kWeb;
  other.files = other.files.with("/etc/app.conf", {.content = "port=82\n"});
  CHECK(other != kWeb);
  CHECK(ops::base::diff(kWeb, other)[0].path == "files[/etc/app.conf].content");
  CHECK(ops::base::to_string(Container{.name = "web", .files = {{"/a", {"b"}}}}) ==
        "Container{.name = \"web\", .files = {{\"/a\", File{.content = \"b\"}}}}");
  CHECK(ops::base::from_json<Container>(ops::base::to_json(kWeb)) == kWeb);
}
