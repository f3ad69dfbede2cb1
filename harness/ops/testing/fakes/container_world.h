#pragma once
/// A Container, as its Pebble sees it. For .cpp files.

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "ops/testing/fakes/disk.h"
#include "ops/testing/fakes/fake_clock.h"
#include "ops/testing/fakes/pebble_world.h"
#include "ops/testing/fakes/program_parts.h"

namespace ops::testing {

/// Of a Pebble that root runs.
const base::Map<std::string, std::string>& root_environment();

/// What is said of a container from outside of the State.
struct Surroundings {
  /// What plays programs, by their name, in the place of Container::programs.
  const ProgramFunctions* functions = nullptr;
  /// Of the unit, for which time passes while programs run; null: it has none.
  FakeClock* clock = nullptr;
  /// Of Pebble itself.
  base::Map<std::string, std::string> environment = root_environment();
  /// Whether a program that is not among Container::files cannot be started. Otherwise every
  /// command can be, and runs for ever where Container::programs does not know it.
  bool complete = false;
  /// What answers beside the container's services.
  std::function<std::optional<Answer>(const Request&)> ask = {};
};

class ContainerWorld final : public PebbleWorld {
 public:
  /// `container` and `surroundings` must outlive it.
  ContainerWorld(Container& container, const Surroundings& surroundings);

  const pebble::Plan& plan() override;
  void forget_plan() { plan_ = {}; }
  pebble::Owner look_up(const pebble::Owner& owner) override;
  Behaviour start(const Launch& launch) override;
  Process resume(const Launch& launch, const ProgramMemory& memory, std::int64_t now) override;
  bool is_played() const override;
  /// Of the users of commands that check, as this layer alone names them: those of services are
  /// looked up at their start. Throws ValueError, in Pebble's words.
  void check_owners(const pebble::Layer& layer);
  /// That of the plan's workloads are users that there are. Throws ValueError.
  void check_workloads();
  /// Whether there is somebody to look up; otherwise any user and group will do.
  bool knows_users() const;
  std::optional<Answer> ask(const Request& request) override;

  Disk& disk();
  /// Whether files were looked at: Container::files may be other than the disk.
  bool has_disk() const { return disk_ != nullptr; }
  void set_time(std::int64_t now) override;
  /// What time it is for the unit, or was for Pebble last.
  std::int64_t time() const {
    return surroundings_.clock ? surroundings_.clock->since_epoch_ns() : now_;
  }
  /// How often each program was started.
  Map<std::string, int> starts() const;
  void starts_from(const Map<std::string, int>& starts);

  /// Where the program lies, in an environment's PATH. Throws ValueError in Go's words.
  std::string find_program(const std::string& name, const std::string& path);
  bool knows(const std::string& name) const;
  /// Whether every program runs for ever.
  bool knows_none() const {
    return !surroundings_.complete && !has_functions() && container_.programs.empty();
  }
  bool is_complete() const { return surroundings_.complete; }
  const base::Map<std::string, std::string>& environment() const {
    return surroundings_.environment;
  }

 private:
  bool has_functions() const {
    return surroundings_.functions && !surroundings_.functions->empty();
  }
  const ProgramFunction* function_of(const std::string& name) const;
  base::Map<std::string, std::string> environment_of(const Launch& launch);
  std::shared_ptr<ProgramPlace> place_of(const Launch& launch, int start);
  Behaviour behaviour_of(const std::string& name, const Launch& launch);
  void check_working_dir(const std::string& program, const Launch& launch);

  Container& container_;
  const Surroundings& surroundings_;
  base::Optional<pebble::Plan> plan_ = {};  // of the container's layers, when it is known
  std::unique_ptr<Disk> disk_ = {};         // of the container's files, from their first use
  std::map<std::string, int> starts_ = {};
  std::int64_t now_ = kTimeBeginsNs;
};

}  // namespace ops::testing
