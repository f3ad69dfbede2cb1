#include "ops/testing/pending_events.h"

#include <algorithm>
#include <vector>

#include "ops/base/list_builder.h"
#include "ops/base/text.h"
#include "ops/testing/events.h"
#include "ops/testing/state/pebble_memory.h"

namespace ops::testing {

namespace {

/// Something that Juju tells of, and when that was.
struct News {
  std::int64_t time = 0;
  Event event;
};

/// What Juju makes of a change of a check's: nothing of most.
Optional<Event> event_of(const Container& container, const ChangeMemory& change) {
  const CheckInfo* info = container.check_infos.find(change.check);
  if (!info || change.tasks.empty()) return {};
  const TaskStatus status = change.tasks[0].status;
  if (change.kind == "perform-check" && status == TaskStatus::error)
    return Events().pebble_check_failed(container, *info);
  if (change.kind == "recover-check" && status == TaskStatus::done)
    return Events().pebble_check_recovered(container, *info);
  return {};
}

/// In the order in which it was.
std::vector<News> news_of(const Container& container) {
  const PebbleMemory& memory = *container.memory;
  std::vector<News> all;
  if (memory.restarted) all.push_back({memory.told_until, Events().pebble_ready(container)});
  const auto add = [&](std::int64_t time, const Event& event) {
    if (time > memory.told_until) all.push_back({time, event});
  };
  for (const Notice& notice : container.notices)
    add(notice.last_repeated.since_epoch_ns(), Events().pebble_custom_notice(container, notice));
  for (const ChangeMemory& change : memory.changes)
    if (const auto event = event_of(container, change)) add(change.updated_ns, *event);
  std::ranges::stable_sort(all, {}, &News::time);
  return all;
}

bool is_same(const Event& a, const Event& b) {
  return a.name == b.name && a.notice == b.notice && a.check_info == b.check_info;
}

/// What the container's Pebble remembers once Juju has told of the event.
PebbleMemory told(const Container& container, const Event& event) {
  PebbleMemory memory = *container.memory;
  if (event.name == Events().pebble_ready(container).name) memory.restarted = false;
  for (const News& news : news_of(container))
    if (is_same(news.event, event)) memory.told_until = std::max(memory.told_until, news.time);
  return memory;
}

}  // namespace

List<Event> pending_events(const State& state) {
  base::ListBuilder<Event> events;
  for (const Container& container : state.containers) {
    if (!container.memory || !container.can_connect) continue;
    for (const News& news : news_of(container)) events.add(news.event);
  }
  return events.done();
}

State heard(const Event& event, const State& state) {
  const Container* own = event.container ? state.containers.find(event.container->name) : nullptr;
  if (!own || !own->memory) return state;
  Container container = *own;
  container.memory = told(*own, event);
  State after = state;
  if (container != *own) after.containers = state.containers.with(container);
  return after;
}

}  // namespace ops::testing
