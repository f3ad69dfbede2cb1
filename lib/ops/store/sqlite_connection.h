#pragma once
/// The little of SQLite that a store needs, with its errors as StoreError. For .cpp files.

#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace ops::store {

/// An open database. What is not committed when it is dropped never was.
class Connection {
 public:
  /// The file must be there. Throws StoreError.
  Connection(const std::string& path, double busy_timeout_s);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  const std::string& path() const { return path_; }
  bool in_transaction() const;
  /// That all which must last does: closing need not wait for the disk. No transaction may follow.
  void flush_no_more();
  /// Throws the StoreError that says what could not be done ("cannot <doing> in <file>"), what
  /// SQLite last said of it, and what helps.
  [[noreturn]] void fail(std::string_view doing) const;

 private:
  friend class Statement;
  std::string path_;
  sqlite3* database_ = nullptr;
};

/// One run of one statement. All that fails throws StoreError.
class Statement {
 public:
  /// `doing` is for errors: "save the snapshot of 'MyCharm/on/start[1]'". Both outlive this.
  Statement(Connection& connection, std::string_view sql, std::string_view doing);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  /// The value of the next `?`. It must outlive the statement.
  Statement& text(std::string_view value);
  Statement& blob(std::string_view value);

  /// Goes to the next row; false when there is none.
  bool step();
  /// Of this row, counted from 0; empty for NULL. Until the next step.
  std::string_view column(int index) const;

 private:
  void check(int result) const;

  Connection& connection_;
  std::string_view doing_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

}  // namespace ops::store
