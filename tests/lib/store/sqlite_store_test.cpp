/// SqliteStore: the file, what lasts in it, and what becomes of it when something goes wrong.
#include "ops/store/sqlite_store.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "ops/testing/doctest.h"

using ops::base::Json;
using ops::store::SqliteStore, ops::store::Snapshot, ops::store::Notice, ops::store::StoreError;

namespace {

constexpr double kAtOnce_s = 0.01;
constexpr uid_t kNobody = 65534;

/// A charm's directory, which is gone in the end.
struct CharmFolder {
  std::string path = [] {
    std::string name = std::filesystem::temp_directory_path() / "ops-store-XXXXXX";
    return std::string(mkdtemp(name.data()));
  }();
  std::string file = path + "/" + ops::store::kUnitStateFile;
  ~CharmFolder() {
    chmod(path.c_str(), 0700);
    std::filesystem::remove_all(path);
  }
};

void write_file(const std::string& path, const std::string& text, mode_t mode) {
  std::ofstream(path) << text;
  chmod(path.c_str(), mode);
}

mode_t mode_of(const std::string& path) {
  struct stat status = {};
  stat(path.c_str(), &status);
  return status.st_mode & 07777;
}

/// What the statement finds, a line for each row.
std::string query(const std::string& file, const std::string& sql) {
  ops::store::Connection connection(file, kAtOnce_s);
  ops::store::Statement rows(connection, sql, "look");
  std::string found;
  while (rows.step()) (found += rows.column(0)) += '\n';
  return found;
}

/// What `work` returns in a process of its own; "" if that is killed.
template <class Work>
std::string in_child(Work work) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  const pid_t child = fork();
  if (child == 0) {
    const std::string said = work();
    _exit(write(ends[1], said.data(), said.size()) < 0);
  }
  close(ends[1]);
  std::string said;
  char buffer[4096];
  for (ssize_t size; (size = read(ends[0], buffer, sizeof buffer)) > 0;)
    said.append(buffer, static_cast<std::size_t>(size));
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return said;
}

template <class Work>
std::string error_of(Work work) {
  try {
    work();
  } catch (const StoreError& error) {
    return error.what();
  }
  return "nothing was thrown";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A file with one snapshot, {"x": 1} under "old".
void save_old(const std::string& file) {
  SqliteStore store(file);
  store.save_snapshot("old", {{"x", 1}});
  store.commit();
}

}  // namespace

TEST_CASE("a new file is for its owner only and has the tables of ops") {
  const CharmFolder folder;
  SqliteStore(folder.file).commit();
  CHECK(mode_of(folder.file) == 0600);
  CHECK(query(folder.file, "SELECT sql FROM sqlite_master WHERE sql NOTNULL ORDER BY rowid") ==
        "CREATE TABLE snapshot (handle TEXT PRIMARY KEY, data BLOB)\n"
        "CREATE TABLE notice (sequence INTEGER PRIMARY KEY AUTOINCREMENT, event_path TEXT, "
        "observer_path TEXT, method_name TEXT)\n"
        "CREATE TABLE sqlite_sequence(name,seq)\n");
}

TEST_CASE("an empty file that is there is made private and gets the tables") {
  const CharmFolder folder;
  write_file(folder.file, "", 0644);
  SqliteStore(folder.file).commit();
  CHECK(mode_of(folder.file) == 0600);
  CHECK(query(folder.file, "SELECT count(*) FROM notice") == "0\n");
}

TEST_CASE("a file that nobody may write is made private and written") {
  const CharmFolder folder;
  save_old(folder.file);
  chmod(folder.file.c_str(), 0444);
  save_old(folder.file);
  CHECK(mode_of(folder.file) == 0600);
}

TEST_CASE("what is committed lasts, and what is not never was") {
  const CharmFolder folder;
  const Notice notice{.event_path = "e", .observer_path = "o", .method_name = "m"};
  {
    SqliteStore store(folder.file);
    store.save_snapshot("a", {{"x", 1}});
    store.save_notice(notice);
  }
  CHECK(std::filesystem::file_size(folder.file) == 0);
  {
    SqliteStore store(folder.file);
    CHECK_FALSE(store.has_snapshot("a"));
    store.save_snapshot("a", {{"x", 2}});
    store.save_notice(notice);
    store.commit();
    store.save_snapshot("a", {{"x", 3}});
    store.drop_notice(notice);
  }
  SqliteStore store(folder.file);
  CHECK(store.load_snapshot("a") == Snapshot{{"x", 2}});
  CHECK(store.notices("").size() == 1);
}

TEST_CASE("only the file itself is left in the charm's directory") {
  const CharmFolder folder;
  save_old(folder.file);
  save_old(folder.file);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& file : std::filesystem::directory_iterator(folder.path))
    ++files;
  CHECK(files == 1);
}

TEST_CASE("a process that is killed before it commits leaves the old state") {
  const CharmFolder folder;
  save_old(folder.file);
  in_child([&] {
    SqliteStore store(folder.file);
    store.save_snapshot("old", {{"x", 2}});
    store.save_snapshot("new", {{"x", std::string(8'000'000, 'x')}});  // more than SQLite caches
    raise(SIGKILL);
    return "";
  });
  REQUIRE(std::filesystem::file_size(folder.file) > 1'000'000);  // it was half-way
  SqliteStore store(folder.file);
  CHECK(store.load_snapshot("old") == Snapshot{{"x", 1}});
  CHECK_FALSE(store.has_snapshot("new"));
}

TEST_CASE("a file that another store has open is refused when the time is up") {
  const CharmFolder folder;
  SqliteStore first(folder.file);
  const std::string error = error_of([&] { SqliteStore(folder.file, kAtOnce_s); });
  CHECK(error == "cannot keep state in " + folder.file +
                     ": SQLite says: database is locked; wait for the other process that has it "
                     "open, or end it");
  first.save_snapshot("a", {});
  first.commit();
  CHECK(has(error_of([&] { SqliteStore(folder.file, kAtOnce_s); }), "database is locked"));
}

TEST_CASE("a second store waits for the first, and then sees what that has committed") {
  const CharmFolder folder;
  int opened[2];
  REQUIRE(pipe(opened) == 0);
  const pid_t first = fork();
  if (first == 0) {
    SqliteStore store(folder.file);
    [[maybe_unused]] const auto told = write(opened[1], "!", 1);
    usleep(200'000);
    store.save_snapshot("old", {{"x", 1}});
    store.commit();
    _exit(0);
  }
  char told = 0;
  REQUIRE(read(opened[0], &told, 1) == 1);
  CHECK(SqliteStore(folder.file).load_snapshot("old") == Snapshot{{"x", 1}});
  waitpid(first, nullptr, 0);
}

TEST_CASE("a disk without room is told, and nothing is half-written") {
  const CharmFolder folder;
  save_old(folder.file);
  const std::string said = in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {100'000, 100'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    SqliteStore store(folder.file);
    store.save_snapshot("old", {{"x", 2}});
    const std::string first = error_of([&] {
      store.save_snapshot("new", {{"x", std::string(8'000'000, 'x')}});
      store.commit();
    });
    return first + '\n' + error_of([&] { store.save_snapshot("later", {}); }) + '\n' +
           error_of([&] { store.commit(); });
  });
  CHECK(has(said, "cannot save the snapshot of 'new' in " + folder.file + ": SQLite says: "));
  CHECK(has(said, "\ncannot save the snapshot of 'later' in " + folder.file +
                      ": all was undone when this failed: "));
  CHECK(has(said, "\ncannot commit in " + folder.file + ": all was undone when this failed: "));
  SqliteStore store(folder.file);
  CHECK(store.load_snapshot("old") == Snapshot{{"x", 1}});
  CHECK_FALSE(store.has_snapshot("new"));
  CHECK_FALSE(store.has_snapshot("later"));
}

TEST_CASE("a directory that the charm may not write is told") {
  const CharmFolder folder;
  save_old(folder.file);
  if (geteuid() == 0) {
    REQUIRE(chown(folder.path.c_str(), kNobody, kNobody) == 0);
    REQUIRE(chown(folder.file.c_str(), kNobody, kNobody) == 0);
  }
  chmod(folder.path.c_str(), 0555);
  const std::string said = in_child([&] {
    if (geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) return std::string();
    return error_of([&] { SqliteStore(folder.path + "/new.db"); }) + '\n' +
           error_of([&] { SqliteStore(folder.file).save_snapshot("old", {}); });
  });
  CAPTURE(said);
  CHECK(has(said, "cannot create " + folder.path +
                      "/new.db: Permission denied; let the charm's user write and own the file"));
  CHECK(has(said, "cannot save the snapshot of 'old' in " + folder.file + ": SQLite says: "));
  CHECK(has(said, "; let the charm's user write the file and its directory, where SQLite keeps"));
  CHECK(SqliteStore(folder.file).load_snapshot("old") == Snapshot{{"x", 1}});
}

TEST_CASE("a file that is no database is told, and stays as it is") {
  const CharmFolder folder;
  const std::string text(4096, '?');
  write_file(folder.file, text, 0600);
  CHECK(has(error_of([&] { SqliteStore(folder.file); }),
            folder.file + ": SQLite says: file is not a database; put back a copy of it, or"));
  std::string now(text.size() + 1, '\0');
  std::ifstream file(folder.file);
  file.read(now.data(), static_cast<std::streamsize>(now.size()));
  CHECK(now.substr(0, static_cast<std::size_t>(file.gcount())) == text);
}

TEST_CASE("a place where no file can be is told") {
  const CharmFolder folder;
  CHECK(has(error_of([&] { SqliteStore(folder.path + "/gone/state.db"); }),
            "cannot create " + folder.path + "/gone/state.db: No such file or directory; "));
  std::filesystem::create_directory(folder.file);
  CHECK(error_of([&] { SqliteStore(folder.file); }) ==
        "cannot open " + folder.file + ": it is no regular file; move it away");
  CHECK(mode_of(folder.file) != 0600);
}

TEST_CASE("a snapshot that cannot be read is told with its handle, and stays in the file") {
  const CharmFolder folder;
  save_old(folder.file);
  {
    ops::store::Connection connection(folder.file, kAtOnce_s);
    for (const char* row : {"('list', x'80045d2e')", "('junk', x'ff')", "('null', NULL)",
                            "('code', x'636f730a73797374656d0a2e')"})
      ops::store::Statement(connection, std::string("INSERT INTO snapshot VALUES ") + row, "save")
          .step();
  }
  {
    SqliteStore store(folder.file);
    for (const char* handle : {"list", "junk", "null", "code"}) {
      CHECK(store.has_snapshot(handle));
      CHECK_THROWS_AS(store.load_snapshot(handle), ops::store::UnreadableSnapshotError);
    }
    CHECK(error_of([&] { store.load_snapshot("code"); }) ==
          "cannot load the snapshot of 'code' from " + folder.file +
              ", where it stays as it is: cannot read the pickle: only plain data is read from "
              "it, and this opcode could run code (GLOBAL at byte 0); pickle plain data anew, "
              "with Python 3");
    store.save_snapshot("old", {{"x", 2}});
    store.commit();
    CHECK(store.load_snapshot("old") == Snapshot{{"x", 2}});
  }
  CHECK(query(folder.file, "SELECT handle || ' ' || hex(data) FROM snapshot ORDER BY rowid") ==
        "list 80045D2E\njunk FF\nnull \ncode 636F730A73797374656D0A2E\n"
        "old 8004950A000000000000007D948C0178944B02732E\n");
}
