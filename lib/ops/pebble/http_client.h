#pragma once
/// The real Pebble of a container, over its unix socket. For .cpp files.

#include <functional>
#include <map>
#include <memory>

#include "ops/pebble/client.h"

namespace ops::pebble {

class BodySource;
class HttpExchange;

/// Speaks Pebble's HTTP API as `ops.pebble.Client` does.
///
/// Beside what Client says, every call throws TimeoutError when Pebble takes a request and does
/// not answer it in `request_timeout`. Only one thread at a time may use a client.
class HttpClient final : public Client {
 public:
  /// How long ops gives each request: 5 s.
  static const base::Duration kRequestTimeout;

  /// Nothing is sent, and no socket opened, before the first call.
  explicit HttpClient(std::string socket_path,
                      const base::Duration& request_timeout = kRequestTimeout);
  ~HttpClient() override;

  using Client::add_layer;
  SystemInfo get_system_info() override;
  void add_layer(const std::string& label, const Layer& layer, bool combine) override;
  void add_layer(const std::string& label, std::string_view yaml, bool combine) override;
  Plan get_plan() override;
  List<ServiceInfo> get_services(const Names& names) override;
  using Client::send_signal;
  void send_signal(const std::string& signal, const Names& services) override;
  List<CheckInfo> get_checks(const Names& names, CheckLevel level) override;
  std::string notify(NoticeType type, const std::string& key,
                     const NotifyOptions& options) override;
  Notice get_notice(const std::string& id) override;
  List<Notice> get_notices(const NoticeFilter& filter) override;
  /// Of these, the request's timeout is for each piece that comes or goes.
  void push(const std::string& path, std::string_view source, const PushOptions& options) override;
  void push(const std::string& path, std::istream& source, const PushOptions& options) override;
  std::string pull(const std::string& path) override;
  void pull(const std::string& path, std::ostream& to) override;
  List<FileInfo> list_files(const std::string& path, const ListFilesOptions& options) override;
  void make_dir(const std::string& path, const MakeDirOptions& options) override;
  void remove_path(const std::string& path, const RemovePathOptions& options) override;
  ExecProcess exec(const List<std::string>& command, const ExecOptions& options) override;
  List<Change> get_changes(ChangeState select, const std::string& service) override;
  Change get_change(const std::string& id) override;
  /// Asks Pebble to hold its answer back for at most a second less than the request's timeout
  /// (but at least one second), again and again.
  Change wait_change(const std::string& id, const base::Duration& timeout) override;
  Change abort_change(const std::string& id) override;
  List<Warning> get_warnings(WarningState select) override;
  int ack_warnings(const base::Timestamp& timestamp) override;
  Map<std::string, Identity> get_identities() override;
  void replace_identities(const Map<std::string, Optional<Identity>>& identities) override;
  void remove_identities(const Names& names) override;

 private:
  Names change_checks(std::string_view action, const Names& names) override;
  std::string change_services(std::string_view action, const Names& names) override;
  void push(const std::string& path, BodySource& source, const PushOptions& options);
  void pull(const std::string& path, const std::function<void(std::string_view)>& take);
  Change poll_change(const std::string& id, std::int64_t deadline_ns,
                     const base::Duration& timeout);

  base::Duration request_timeout_;
  std::unique_ptr<HttpExchange> exchange_;
};

/// The Pebbles of a unit, where Juju mounts their sockets into the charm's container.
class HttpClients final : public Clients {
 public:
  /// `folder` holds one folder for each container, and that the file pebble.socket.
  explicit HttpClients(std::string folder = "/charm/containers");
  ~HttpClients() override;
  Client& of(std::string_view container) override;

 private:
  std::string folder_;
  std::map<std::string, HttpClient, std::less<>> clients_;
};

}  // namespace ops::pebble
