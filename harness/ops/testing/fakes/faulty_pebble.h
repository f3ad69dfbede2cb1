#pragma once
/// A Pebble with which something goes wrong. For .cpp files.

#include <string>
#include <type_traits>

#include "ops/testing/fakes/fake_pebble.h"

namespace ops::testing {

/// FakePebble, with its Container's faults.
class FaultyPebble final : public FakePebble {
 public:
  /// `container` has faults.
  FaultyPebble(const Container& container, const Surroundings& surroundings);

  pebble::SystemInfo get_system_info() override;
  void add_layer(const std::string& label, const pebble::Layer& layer, bool combine) override;
  void add_layer(const std::string& label, std::string_view yaml, bool combine) override;
  pebble::Plan get_plan() override;
  pebble::List<pebble::ServiceInfo> get_services(const pebble::Names& names) override;
  using pebble::Client::send_signal;
  void send_signal(const std::string& signal, const pebble::Names& services) override;
  pebble::List<pebble::CheckInfo> get_checks(const pebble::Names& names,
                                             pebble::CheckLevel level) override;
  std::string notify(pebble::NoticeType type, const std::string& key,
                     const pebble::NotifyOptions& options) override;
  pebble::Notice get_notice(const std::string& id) override;
  pebble::List<pebble::Notice> get_notices(const pebble::NoticeFilter& filter) override;
  using pebble::Client::push;
  void push(const std::string& path, std::string_view source,
            const pebble::PushOptions& options) override;
  using pebble::Client::pull;
  std::string pull(const std::string& path) override;
  pebble::List<pebble::FileInfo> list_files(const std::string& path,
                                            const pebble::ListFilesOptions& options) override;
  void make_dir(const std::string& path, const pebble::MakeDirOptions& options) override;
  void remove_path(const std::string& path, const pebble::RemovePathOptions& options) override;
  pebble::ExecProcess exec(const pebble::Names& command,
                           const pebble::ExecOptions& options) override;
  pebble::List<pebble::Change> get_changes(pebble::ChangeState select,
                                           const std::string& service) override;
  pebble::Change get_change(const std::string& id) override;
  pebble::Change wait_change(const std::string& id, const base::Duration& timeout) override;
  pebble::Change abort_change(const std::string& id) override;
  pebble::Map<std::string, pebble::Identity> get_identities() override;
  void replace_identities(
      const pebble::Map<std::string, pebble::Optional<pebble::Identity>>& identities) override;
  void remove_identities(const pebble::Names& names) override;

 private:
  pebble::Names change_checks(std::string_view action, const pebble::Names& names) override;
  std::string change_services(std::string_view action, const pebble::Names& names) override;

  void begin_call();
  void end_call() const;
  void write_to_disk(const char* call, const std::string& path) const;

  template <class Call>
  auto counted(const Call& call) {
    begin_call();
    if constexpr (std::is_void_v<decltype(call())>) {
      call();
      end_call();
    } else {
      auto answer = call();
      end_call();
      return answer;
    }
  }

  Faults faults_;
  int calls_ = 0;
};

}  // namespace ops::testing
