#pragma once
/// Pebble, as a charm meets it in a test. For .cpp files.

#include <memory>
#include <vector>

#include "ops/testing/fakes/service_actions.h"
#include "ops/testing/fakes/unplayed_pebble.h"
#include "ops/testing/state/state.h"

namespace ops::testing {

/// The Pebble of one container. What it is told changes its copy of the Container.
///
/// A service starts at once and stays up; what it `requires` is started with it. Checks do not run:
/// how one is stays as the Container has it, but for starting and stopping it. A container that
/// cannot connect, or that the State does not have, throws pebble::ConnectionError at every call.
class FakePebble final : public UnplayedPebble {
 public:
  explicit FakePebble(const Container& container) : container_(container) {}

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
  pebble::Change get_change(const std::string& id) override;
  pebble::Change wait_change(const std::string& id, const base::Duration& timeout) override;

  const Container& container() const { return container_; }

 private:
  /// A change: of services, which is over at once, or one that drives a check, which goes on.
  struct Started {
    std::string action;
    Services services = {};
    std::string check = {};
  };

  pebble::Names change_checks(std::string_view action, const pebble::Names& names) override;
  void start_check(CheckInfo info);
  void stop_check(CheckInfo info);
  std::string change_services(std::string_view action, const pebble::Names& names) override;
  void check_connection() const override;
  const pebble::Plan& plan();

  Container container_;
  base::Optional<pebble::Plan> plan_ = {};  // of the container's layers, when it is known
  std::vector<Started> changes_ = {};
};

/// One for each container, made when it is first asked for.
class FakePebbles final : public pebble::Clients {
 public:
  /// `state` must outlive it.
  explicit FakePebbles(const State& state) : state_(&state) {}

  pebble::Client& of(std::string_view container) override;
  /// The State's containers, each as its Pebble leaves it.
  Set<Container> containers() const;

 private:
  const State* state_;
  std::vector<std::unique_ptr<FakePebble>> all_ = {};
};

}  // namespace ops::testing
