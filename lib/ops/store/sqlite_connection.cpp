#include "ops/store/sqlite_connection.h"

#include <sqlite3.h>

#include <algorithm>
#include <iterator>

#include "ops/store/store.h"

namespace ops::store {

namespace {

struct Remedy {
  int code;
  const char* what_to_do;
};

constexpr const char* kMakeWritable =
    "let the charm's user write the file and its directory, where SQLite keeps a journal";
constexpr const char* kReplace =
    "put back a copy of it, or remove it: stored state and deferred events are then lost";
constexpr const char* kEndOther = "wait for the other process that has it open, or end it";
constexpr const char* kCheckDisk = "look for a full or failing disk, or a limit on file sizes";

constexpr Remedy kRemedies[] = {
    {SQLITE_BUSY, kEndOther},         {SQLITE_LOCKED, kEndOther},
    {SQLITE_CANTOPEN, kMakeWritable}, {SQLITE_PERM, kMakeWritable},
    {SQLITE_READONLY, kMakeWritable}, {SQLITE_AUTH, kMakeWritable},
    {SQLITE_NOTADB, kReplace},        {SQLITE_CORRUPT, kReplace},
    {SQLITE_ERROR, kReplace},         {SQLITE_FULL, "free space on its disk"},
    {SQLITE_IOERR, kCheckDisk},       {SQLITE_TOOBIG, "keep less in stored state"},
};

std::string remedy_for(int code) {
  const auto at = std::ranges::find(kRemedies, code, &Remedy::code);
  return at == std::end(kRemedies) ? kCheckDisk : at->what_to_do;
}

/// SQLite takes a null pointer for NULL, and an empty string_view may have one.
const char* start_of(std::string_view value) { return value.empty() ? "" : value.data(); }

}  // namespace

Connection::Connection(const std::string& path, double busy_timeout_s) : path_(path) {
  // Its user calls it from one thread at a time.
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(path_.c_str(), &database_, kFlags, nullptr) != SQLITE_OK) {
    const std::string why = database_ ? sqlite3_errmsg(database_) : "out of memory";
    sqlite3_close_v2(database_);
    throw StoreError("cannot open " + path_ + ": SQLite says: " + why + "; " + kMakeWritable);
  }
  sqlite3_busy_timeout(database_, static_cast<int>(busy_timeout_s * 1000));
}

Connection::~Connection() { sqlite3_close_v2(database_); }

void Connection::flush_no_more() {
  sqlite3_exec(database_, "PRAGMA synchronous=OFF", nullptr, nullptr, nullptr);
}

bool Connection::in_transaction() const { return sqlite3_get_autocommit(database_) == 0; }

void Connection::fail(std::string_view doing) const {
  throw StoreError("cannot " + std::string(doing) + " in " + path_ + ": SQLite says: " +
                   sqlite3_errmsg(database_) + "; " + remedy_for(sqlite3_errcode(database_)));
}

Statement::Statement(Connection& connection, std::string_view sql, std::string_view doing)
    : connection_(connection), doing_(doing) {
  check(sqlite3_prepare_v2(connection.database_, sql.data(), static_cast<int>(sql.size()),
                           &statement_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::check(int result) const {
  if (result != SQLITE_OK) connection_.fail(doing_);
}

Statement& Statement::text(std::string_view value) {
  check(sqlite3_bind_text64(statement_, ++bound_, start_of(value), value.size(), SQLITE_STATIC,
                            SQLITE_UTF8));
  return *this;
}

Statement& Statement::blob(std::string_view value) {
  check(sqlite3_bind_blob64(statement_, ++bound_, start_of(value), value.size(), SQLITE_STATIC));
  return *this;
}

bool Statement::step() {
  const int result = sqlite3_step(statement_);
  if (result != SQLITE_ROW && result != SQLITE_DONE) connection_.fail(doing_);
  return result == SQLITE_ROW;
}

std::string_view Statement::column(int index) const {
  const void* data = sqlite3_column_blob(statement_, index);
  return {static_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, index))};
}

}  // namespace ops::store
