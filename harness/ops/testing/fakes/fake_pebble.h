#pragma once
/// Pebble, as a charm meets it in a test. For .cpp files.

#include <memory>
#include <optional>
#include <vector>

#include "ops/base/list_builder.h"
#include "ops/testing/fakes/container_world.h"
#include "ops/testing/fakes/daemon.h"
#include "ops/testing/state/exec_args.h"
#include "ops/testing/state/state.h"

namespace ops::testing {

/// The Pebble of one container. What it is told changes its copy of the Container.
///
/// It does what Pebble does, in a time of its own that passes only in calls that wait. Programs
/// behave as the Container says; checks run when it says how any of them does. A command ends as
/// the Container's execs say, or else as its programs do. A container that cannot connect, or that
/// the State does not have, throws pebble::ConnectionError at every call.
class FakePebble : public pebble::Client {
 public:
  explicit FakePebble(const Container& container, const Surroundings& surroundings = {});

  pebble::SystemInfo get_system_info() override;
  void add_layer(const std::string& label, const pebble::Layer& layer, bool combine) override;
  void add_layer(const std::string& label, std::string_view yaml, bool combine) override;
  pebble::Plan get_plan() override;
  pebble::List<pebble::ServiceInfo> get_services(const pebble::Names& names) override;
  pebble::List<pebble::CheckInfo> get_checks(const pebble::Names& names,
                                             pebble::CheckLevel level) override;
  std::string notify(pebble::NoticeType type, const std::string& key,
                     const pebble::NotifyOptions& options) override;
  pebble::Notice get_notice(const std::string& id) override;
  pebble::List<pebble::Notice> get_notices(const pebble::NoticeFilter& filter) override;
  using pebble::Client::send_signal;
  void send_signal(const std::string& signal, const pebble::Names& services) override;
  void push(const std::string& path, std::string_view source,
            const pebble::PushOptions& options) override;
  std::string pull(const std::string& path) override;
  pebble::List<pebble::FileInfo> list_files(const std::string& path,
                                            const pebble::ListFilesOptions& options) override;
  void make_dir(const std::string& path, const pebble::MakeDirOptions& options) override;
  void remove_path(const std::string& path, const pebble::RemovePathOptions& options) override;
  pebble::ExecProcess exec(const pebble::Names& command,
                           const pebble::ExecOptions& options) override;
  pebble::Change get_change(const std::string& id) override;
  pebble::Change wait_change(const std::string& id, const base::Duration& timeout) override;
  /// By id, which is how Pebble gives them to those who ask in time.
  pebble::List<pebble::Change> get_changes(pebble::ChangeState select,
                                           const std::string& service) override;
  pebble::Change abort_change(const std::string& id) override;

  pebble::Map<std::string, pebble::Identity> get_identities() override;
  void replace_identities(
      const pebble::Map<std::string, pebble::Optional<pebble::Identity>>& identities) override;
  void remove_identities(const pebble::Names& names) override;
  /// Starts with the layers in its directory, which is $PEBBLE/layers. Throws ValueError, in
  /// Pebble's words, when it cannot.
  void boot();
  /// As it does when nobody holds it back: the services with `startup: enabled`.
  void autostart();
  /// Ends by SIGTERM, and boots again: with its changes and notices, but without what runs, and
  /// without layers that are not in its directory.
  void restart();

  /// What happens without being asked happens from now on.
  void wake();

  const std::string& name() const { return container_.name; }
  /// As it is now.
  const Container& container();
  /// The commands that ran so far.
  List<ExecArgs> exec_history() { return exec_history_.done(); }
  Daemon& daemon();
  /// Behind Pebble's back.
  Disk& disk() { return world_.disk(); }

 protected:
  /// The container is started anew: see Faults::restarts.
  void start_anew();
  pebble::Names change_checks(std::string_view action, const pebble::Names& names) override;
  std::string change_services(std::string_view action, const pebble::Names& names) override;
  std::string change_and_wait(std::string_view action, const pebble::Names& names,
                              const base::Duration& timeout) override;

 private:
  friend class FakeCommand;

  /// Whether nothing happened yet that a start might meet.
  bool is_untouched() const;
  /// What every call begins with.
  void check_connection();
  Disk& connected_disk();
  void change_layers(const Map<std::string, pebble::Layer>& layers);
  void refuse_owners(const pebble::Layer& layer);
  void refuse_owners(std::string_view yaml, std::string_view label);
  void load_layers();
  List<Notice> all_notices();
  ChangeRun& find_change(const std::string& id);
  pebble::ExecProcess run_program(const pebble::Names& command, const pebble::ExecOptions& given);
  base::Timestamp now() {
    return base::Timestamp::since_epoch(daemon_ || start_ ? daemon().now() : world_.time());
  }

  base::Timestamp stamp() {
    return base::Timestamp::since_epoch(daemon().changes().stamp(daemon().now()));
  }

  /// Services that were started, and run.
  struct Start {
    std::string action = {};
    pebble::Names names = {};
  };

  Container container_;
  Surroundings surroundings_;
  ContainerWorld world_;
  std::unique_ptr<Daemon> daemon_ = {};  // from its first use
  std::optional<Start> start_ = {};      // all that a daemon would have done so far, without one
  base::ListBuilder<ExecArgs> exec_history_ = {};
};

/// One for each container, made when it is first asked for.
class FakePebbles final : public pebble::Clients {
 public:
  /// `state`, and what `surroundings` point to, must outlive it.
  FakePebbles(const State& state, const Surroundings& surroundings)
      : state_(&state), surroundings_(surroundings) {}

  pebble::Client& of(std::string_view container) override;
  /// Makes those in which something happens without being asked, so that time passes for them.
  void wake();
  /// The State's containers, each as its Pebble leaves it.
  Set<Container> containers();
  /// The commands that ran, by container, and none of a container where none ran.
  Map<std::string, List<ExecArgs>> exec_history() const;

 private:
  FakePebble& pebble_of(std::string_view container);

  const State* state_;
  Surroundings surroundings_;
  std::vector<std::unique_ptr<FakePebble>> all_ = {};
};

}  // namespace ops::testing
