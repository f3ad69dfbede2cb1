#pragma once
/// What a charm is made of.

#include "ops/base/typed.h"
#include "ops/charm/events.h"
#include "ops/model/model.h"

namespace ops {

/// What becomes of options that their struct's validate() refuses.
enum class ConfigErrors {
  raise,    ///< The ValueError goes on to the charm.
  blocked,  ///< The unit's status becomes blocked, "Invalid config: …", and the dispatch ends,
            ///< well.
};

/// The root of all charms. `ops.CharmBase`.
///
/// A charm is made anew for every event. In its constructor it observes what it wants to hear of:
///
///     class MyCharm : public ops::CharmBase {
///      public:
///       explicit MyCharm(ops::Framework& framework) : CharmBase(framework) {
///         framework.observe<&MyCharm::on_start>(on().start, *this);
///       }
///       void on_start(ops::StartEvent& event);
///     };
///
/// What it keeps (deferred events, stored state) is kept under the name of its class.
class CharmBase : public Object {
 public:
  explicit CharmBase(Framework& framework);
  ~CharmBase() override;

  const CharmEvents& on() const { return on_; }
  Unit& unit() const { return model().unit(); }
  Application& app() const { return model().app(); }
  /// The options that have a value, by name. Throws ModelError.
  const base::Config& config() const { return model().config(); }
  /// The options as a struct (see ops/base/typed.h), dashes in their names as underscores; those of
  /// type secret as the secret's id. Throws ModelError, ParseError for an option whose type is not
  /// its member's, and ValueError.
  template <class Config>
  Config load_config(ConfigErrors errors = ConfigErrors::raise) const {
    return *static_cast<const Config*>(load(base::typed_class<Config>(), errors).value());
  }
  const meta::CharmMeta& meta() const;
  /// The directory that the charm was unpacked to.
  const std::string& charm_dir() const;
  /// Waits so long. In a test no real time passes, but that of the State: its `elapsed`. Throws
  /// ValueError for less than no time. `time.sleep`.
  void sleep(const base::Duration& duration) const;

 private:
  base::Shared load(const base::TypedClass& of, ConfigErrors errors) const;
  CharmEvents on_;
};

/// Makes a charm for one dispatch.
class CharmMaker {
 public:
  virtual ~CharmMaker();
  virtual CharmBase* make(Framework& framework) const = 0;
  /// The name of the charm's class.
  virtual std::string_view kind() const = 0;
};

/// Makes a Charm by what `make` returns for a Framework.
template <class Charm, class Make>
class CharmMakerOf final : public CharmMaker {
 public:
  explicit CharmMakerOf(Make make) : make_(make) {}
  CharmBase* make(Framework& framework) const override { return make_(framework); }
  std::string_view kind() const override { return framework::type_name<Charm>(); }

 private:
  Make make_;
};

}  // namespace ops
