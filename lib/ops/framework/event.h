#pragma once
/// What an event is to the framework.

#include "ops/framework/type_name.h"
#include "ops/store/store.h"

namespace ops {

class Framework;
class Model;
class Object;

/// The root of all events. `ops.EventBase`.
///
/// Each handler gets an event of its own, made anew from what snapshot() gave.
class EventBase {
 public:
  EventBase() = default;
  EventBase(const EventBase&) = delete;
  EventBase& operator=(const EventBase&) = delete;
  virtual ~EventBase();

  /// Asks for this event again: the framework keeps it, and calls the same handler with it at the
  /// next dispatch, before that one's own event. Throws RuntimeError for an event that cannot wait
  /// (stop, remove, collect-status, the framework's own).
  virtual void defer();
  bool deferred() const { return deferred_; }

  /// The event's handle: "MyCharm/on/start[5]". The number counts all that was ever emitted.
  const std::string& path() const { return path_; }
  /// "start"
  std::string_view kind() const;

  /// Whether it is the framework's own, about the dispatch and not about Juju.
  virtual bool is_lifecycle() const { return false; }
  /// Whether Juju sent it: a hook or an action, before which JUJU_DEBUG_AT=hook stops.
  virtual bool is_from_juju() const { return false; }

  /// All that restore() needs to make this event again, as plain data. What cannot be kept makes
  /// the emission throw ValueError, whether or not anybody observes it.
  virtual store::Snapshot snapshot() const;
  /// Called on an event that was made without arguments, for each handler anew. Throws when what
  /// the event is about is gone.
  virtual void restore(const store::Snapshot& data, Model& model);

 private:
  friend class Framework;
  std::string path_;
  Framework* framework_ = nullptr;
  bool deferred_ = false;
};

/// An event that cannot be deferred: it makes sense only now, or never comes again.
class UndeferrableEvent : public EventBase {
 public:
  void defer() override;
};

/// The framework's own: about the dispatch, not about Juju. `ops.LifecycleEvent`.
class LifecycleEvent : public UndeferrableEvent {
 public:
  void defer() override;
  bool is_lifecycle() const override { return true; }
};

/// Before the framework saves what is to last. `ops.PreCommitEvent`.
class PreCommitEvent final : public LifecycleEvent {};
/// When the framework saves what is to last. `ops.CommitEvent`.
class CommitEvent final : public LifecycleEvent {};

namespace framework {

/// How an event of some class is made.
struct EventType {
  std::string_view name = {};
  EventBase* (*make)() = nullptr;
};

template <class E>
EventBase* make_event() {
  return new E;
}

}  // namespace framework

/// An event of whatever type that an object can emit: for code that observes what it is told to.
struct AnyBoundEvent {
  const Object* emitter;
  std::string_view kind;
  framework::EventType type;
};

namespace framework {

/// `of`, its dashes as underscores, and `kind`; kept as long as the emitter's framework.
std::string_view joined_kind(const Object& emitter, std::string_view of, std::string_view kind);

/// As Framework::emit, of the emitter's framework.
void emit(const AnyBoundEvent& bound, EventBase& event);

}  // namespace framework

/// An event that an object can emit and others can observe. `ops.BoundEvent`, and what
/// `ops.EventSource` declares: an object names its events once, and emits them from anywhere.
///
///     class Ingress : public ops::Object {
///      public:
///       struct Events {
///         ops::BoundEvent<ReadyEvent> ready;
///       };
///       const Events on{.ready = {this, "ready"}};
///     };
///     ingress.on.ready.emit({});
///
/// A view: of the object, which must live as long, and of the event's name, which is a literal or
/// one that Framework::keep_name keeps. What it is `of` goes before the name: an event called
/// "pebble_ready" of "demo-server" is "demo_server_pebble_ready".
template <class E>
struct BoundEvent {
  const Object* emitter;
  std::string_view kind;
  std::string_view of = {};

  operator AnyBoundEvent() const {
    return {emitter,
            of.empty() ? kind : framework::joined_kind(*emitter, of, kind),
            {framework::type_name<E>(), framework::make_event<E>}};
  }
  /// Calls those who observe, each with an event made anew, before it returns.
  void emit(E& event) const { framework::emit(*this, event); }
  void emit(E&& event) const { framework::emit(*this, event); }
};

}  // namespace ops
