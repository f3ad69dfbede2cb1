#pragma once
/// Who wants to hear of which event, and what is kept from one dispatch to the next.

#include "ops/base/log.h"
#include "ops/framework/event.h"
#include "ops/framework/handler_name.h"
#include "ops/framework/object.h"
#include "ops/framework/type_name.h"

namespace ops {

namespace framework {

/// The class and the event of `void (Observer::*)(E&)`.
template <class Handler>
struct HandlerOf {
  static constexpr bool takes_an_event = false;
};
template <class O, class E>
struct HandlerOf<void (O::*)(E&)> {
  static constexpr bool takes_an_event = true;
  using Observer = O;
  using Event = E;
};

/// Hears of emissions, for a test that wants to know.
class EmissionListener {
 public:
  virtual ~EmissionListener();
  /// Whether it wants to hear of this one.
  virtual bool wants(const EventBase& event) const = 0;
  /// `event` is as it was emitted, `data` its snapshot.
  virtual void emitted(const EventBase& event, const EventType& type,
                       const store::Snapshot& data) = 0;
};

}  // namespace framework

/// The framework's own events, emitted at the end of every dispatch.
struct FrameworkEvents {
  BoundEvent<PreCommitEvent> pre_commit = {nullptr, "pre_commit"};
  BoundEvent<CommitEvent> commit = {nullptr, "commit"};
};

/// `ops.Framework`
class Framework {
 public:
  /// What a framework works with; all of it must outlive the framework. `charm_kind` is the name
  /// of the charm's class.
  struct Parts {
    store::Store& store;
    Logger& logger;
    Model& model;
    std::string_view charm_kind;
    framework::EmissionListener* listener = nullptr;
  };

  /// Takes up what the store has kept. Throws store::StoreError.
  explicit Framework(const Parts& parts);
  Framework(const Framework&) = delete;
  Framework& operator=(const Framework&) = delete;
  ~Framework();

  FrameworkEvents on() const { return {}; }

  /// Calls `observer.Handler(event)` when the event is emitted, after those who asked before.
  ///
  /// A deferred event finds its handler again by the observer's path and the handler's name, so
  /// renaming either in an upgrade loses the events that were deferred before it.
  template <auto Handler, class E, class Observer>
  void observe(const BoundEvent<E>& event, Observer& observer) {
    using Taken = framework::HandlerOf<decltype(Handler)>;
    static_assert(Taken::takes_an_event,
                  "the handler must be a member function that takes an event by reference, "
                  "for example: void on_ready(ops::PebbleReadyEvent&)");
    if constexpr (Taken::takes_an_event) {
      static_assert(__is_same(E, typename Taken::Event),
                    "the handler must take the event that is observed");
      static_assert(__is_base_of(Object, Observer),
                    "the observer must be an ops::Object, for example the charm");
      // Through the handler's own class, so that it may be that of a base.
      typename Taken::Observer* self = &observer;
      add({event.emitter,
           event.kind,
           &observer,
           framework::handler_name<Handler>(),
           self,
           call<Handler, Taken>,
           {framework::type_name<E>(), framework::make_event<E>}});
    }
  }

  /// Calls those who observe, each with an event made anew, before it returns.
  template <class E>
  void emit(const BoundEvent<E>& bound, E& event) {
    emit(bound.emitter, bound.kind, event, {framework::type_name<E>(), framework::make_event<E>});
  }

  /// Calls the handlers that deferred an event in an earlier dispatch, oldest first.
  void reemit();
  /// Emits pre-commit and commit, then makes lasting what was deferred. Throws store::StoreError.
  void commit();

  Model& model() const;
  Logger& logger() const;
  /// The name of the charm's class.
  std::string_view charm_kind() const;
  /// A copy of `name` that lives as long as the framework.
  std::string_view keep_name(std::string_view name);

 private:
  friend class Object;
  struct Observation {
    const Object* emitter = nullptr;
    std::string_view kind = {};
    const Object* observer = nullptr;
    std::string_view method = {};
    void* self = nullptr;
    void (*call)(void* self, EventBase& event) = nullptr;
    framework::EventType type = {};
  };
  struct State;

  template <auto Handler, class Taken>
  static void call(void* self, EventBase& event) {
    (static_cast<typename Taken::Observer*>(self)->*Handler)(
        static_cast<typename Taken::Event&>(event));
  }
  void add(const Observation& observation);
  void emit(const Object* emitter, std::string_view kind, EventBase& event,
            const framework::EventType& type);
  void track(const Object& object);
  void forget(const Object& object);

  State* state_;
};

}  // namespace ops
