#pragma once
/// The calls of Pebble that no Container answers yet. For .cpp files.

#include "ops/pebble/client.h"

namespace ops::testing {

/// Each throws RuntimeError with what it cannot do, so that a test that needs one fails and says
/// so.
class UnplayedPebble : public pebble::Client {
 public:
  using pebble::Client::send_signal;
  void send_signal(const std::string&, const pebble::Names&) override;
  void push(const std::string&, std::string_view, const pebble::PushOptions&) override;
  std::string pull(const std::string&) override;
  base::List<pebble::FileInfo> list_files(const std::string&,
                                          const pebble::ListFilesOptions&) override;
  void make_dir(const std::string&, const pebble::MakeDirOptions&) override;
  void remove_path(const std::string&, const pebble::RemovePathOptions&) override;
  pebble::ExecProcess exec(const base::List<std::string>&, const pebble::ExecOptions&) override;

 protected:
  /// What every call begins with: throws pebble::ConnectionError when Pebble cannot be reached.
  virtual void check_connection() const = 0;

 private:
  [[noreturn]] void unplayed(const std::string& what) const;
};

}  // namespace ops::testing
