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

/// Hears which event is being handled: what a hook tool says is told apart by it.
class EventContextListener {
 public:
  virtual ~EventContextListener();
  /// A handler of an event of this kind ("start") begins; `deferred`: in an earlier dispatch. The
  /// text of `kind` lives until left().
  virtual void entered(std::string_view kind, bool deferred) = 0;
  /// The handler that began last has ended.
  virtual void left() = 0;
};

/// While it lives, an event of this kind is being handled: "__init__" while the charm is made.
class EventContext {
 public:
  EventContext(Framework& framework, std::string_view kind, bool deferred = false);
  EventContext(const EventContext&) = delete;
  EventContext& operator=(const EventContext&) = delete;
  ~EventContext();

 private:
  Framework& framework_;
  std::string_view before_;
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
    /// What Juju sent ("start"); any other that is emitted meanwhile is called custom in the log.
    std::string_view event_name = {};
    /// JUJU_DEBUG_AT: the names of breakpoints to stop at, "all" for all and "hook" for handlers.
    base::Set<std::string> debug_at = {};
    framework::EventContextListener* context_listener = nullptr;
  };

  /// Takes up what the store has kept. Throws store::StoreError.
  explicit Framework(const Parts& parts);
  Framework(const Framework&) = delete;
  Framework& operator=(const Framework&) = delete;
  ~Framework();

  FrameworkEvents on() const { return {}; }

  /// Calls `observer.Handler(event)` when the event is emitted, after those who asked before. The
  /// handler may take a base class of the event.
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
      static_assert(__is_base_of(typename Taken::Event, E),
                    "the handler must take the event that is observed, or a base class of it");
      observe<Handler>(AnyBoundEvent(event), observer);
    }
  }

  /// As above, for an event whose type the compiler does not know. When it turns out to be none
  /// that the handler takes, the handler is passed over.
  template <auto Handler, class Observer>
  void observe(const AnyBoundEvent& event, Observer& observer) {
    add(event, handler_of<Handler>(observer));
  }

  /// Says that the handler is there though it need not observe anything (any more): what it has
  /// deferred before an upgrade still finds it.
  template <auto Handler, class Observer>
  void keep_handler(Observer& observer) {
    add({nullptr, {}, {}}, handler_of<Handler>(observer));
  }

  /// Says that there is such an event though nobody need observe it (any more): one that was
  /// deferred before an upgrade can still be made. Observing an event says so, too.
  void declare(const AnyBoundEvent& event);

  /// Calls those who observe, each with an event made anew, before it returns. Throws ValueError
  /// when the event's snapshot cannot be kept, and what a handler throws.
  void emit(const AnyBoundEvent& bound, EventBase& event);

  /// Calls the handlers that deferred an event in an earlier dispatch, oldest first. What is of no
  /// type that this charm knows, or whose handler is gone, is dropped. Throws
  /// store::NoSnapshotError when the snapshot of a deferred event is not there, and RuntimeError
  /// when its path makes no sense.
  void reemit();
  /// Emits pre-commit and commit, then makes lasting what was deferred. Throws store::StoreError.
  void commit();

  /// A place where a debugger can stop: when JUJU_DEBUG_AT names it, or says "all", a line is
  /// written to stderr and SIGTRAP raised, which stops the debugger that runs the charm, and ends
  /// the charm when there is none. Logs a warning when only others are named.
  ///
  /// Throws ValueError unless `name` is of lower case letters and digits, and dashes between them;
  /// "all" and "hook" are reserved.
  void breakpoint(std::string_view name);
  /// One without a name, for "all" only.
  void breakpoint();

  Model& model() const;
  Logger& logger() const;
  store::Store& store() const;
  /// The name of the charm's class.
  std::string_view charm_kind() const;
  /// The paths of all objects, in the order in which they were made.
  base::List<std::string> object_paths() const;
  /// The object of this path; null when there is none.
  const Object* find_object(std::string_view path) const;
  /// The class of the event of this kind that the object of this path has; empty when nobody
  /// observes or declares it.
  std::string_view type_name_of(std::string_view emitter, std::string_view kind) const;
  /// A copy of `name` that lives as long as the framework.
  std::string_view keep_name(std::string_view name);

 private:
  friend class Object;
  friend class framework::EventContext;
  /// A handler, of this object or of a base of it.
  struct Handler {
    const Object* observer = nullptr;
    std::string_view method = {};
    void* self = nullptr;
    /// False when it takes no event of this class.
    bool (*call)(void* self, EventBase& event) = nullptr;
  };
  struct State;

  template <auto Function, class Observer>
  static Handler handler_of(Observer& observer) {
    using Taken = framework::HandlerOf<decltype(Function)>;
    static_assert(__is_base_of(Object, Observer),
                  "the observer must be an ops::Object, for example the charm");
    // Through the handler's own class, so that it may be that of a base.
    typename Taken::Observer* self = &observer;
    return {&observer, framework::handler_name<Function>(), self, call<Function, Taken>};
  }
  template <auto Function, class Taken>
  static bool call(void* self, EventBase& event) {
    auto* taken = dynamic_cast<typename Taken::Event*>(&event);
    if (taken) (static_cast<typename Taken::Observer*>(self)->*Function)(*taken);
    return taken != nullptr;
  }
  void add(const AnyBoundEvent& event, const Handler& handler);
  void track(const Object& object);
  void forget(const Object& object);

  State* state_;
};

}  // namespace ops
