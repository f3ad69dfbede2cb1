#include "ops/testing/fakes/changes.h"

#include <algorithm>
#include <array>

#include "ops/base/list_builder.h"

namespace ops::testing {

namespace {

constexpr std::size_t kMostLines = 10;
constexpr std::string_view kError = "ERROR ";

std::string_view name_of(TaskStatus status) {
  constexpr std::array<std::string_view, 10> names = {
      "Abort", "Undoing", "Undo", "Doing", "Do", "Wait", "Error", "Undone", "Done", "Hold"};
  return names[static_cast<std::size_t>(status)];
}

pebble::Task record_of(const TaskRun& task, const ChangeRun& change) {
  pebble::Task record{.id = std::to_string(task.id),
                      .kind = task.kind,
                      .summary = task.summary,
                      .status = std::string(name_of(task.status)),
                      .log = task.log,
                      .progress = {.done = task.status == TaskStatus::do_ ? 0 : 1, .total = 1},
                      .spawn_time = base::Timestamp::since_epoch(change.spawned_ns)};
  if (task.ready_ns != 0) record.ready_time = base::Timestamp::since_epoch(task.ready_ns);
  if (task.exit_code) record.data = {{"exit-code", *task.exit_code}};
  return record;
}

/// What a change that failed says.
std::string error_of(const ChangeRun& change) {
  std::string text = "cannot perform the following tasks:";
  for (const TaskRun& task : change.tasks) {
    if (task.status != TaskStatus::error) continue;
    for (const std::string& line : task.log)
      if (line.starts_with(kError))
        text += "\n- " + task.summary + " (" + line.substr(kError.size()) + ')';
  }
  return text;
}

}  // namespace

TaskStatus ChangeRun::status() const {
  if (tasks.empty()) return TaskStatus::done;
  return std::ranges::min_element(tasks, {}, &TaskRun::status)->status;
}

bool ChangeRun::is_ready() const { return std::ranges::all_of(tasks, &TaskRun::is_ready); }

ChangeRun& Changes::add(std::string kind, std::string summary, std::vector<TaskRun> tasks,
                        std::int64_t now, int notice_id) {
  for (TaskRun& task : tasks) task.id = ++last_task_;
  const std::int64_t spawned = stamp(now);
  all_.push_back({.id = ++last_change_,
                  .notice_id = notice_id,
                  .kind = std::move(kind),
                  .summary = std::move(summary),
                  .tasks = std::move(tasks),
                  .spawned_ns = spawned,
                  .updated_ns = spawned,
                  .updates = 1});
  touch(all_.back(), now);
  return all_.back();
}

ChangeRun* Changes::find(int id) {
  const auto at = std::ranges::find(all_, id, &ChangeRun::id);
  return at == all_.end() ? nullptr : &*at;
}

void Changes::touch(ChangeRun& change, std::int64_t now) {
  const TaskStatus status = change.status();
  if (status == change.seen) return;
  const bool counts = !(change.seen == TaskStatus::doing && status == TaskStatus::do_);
  change.seen = status;
  if (!counts) return;
  ++change.updates;
  change.updated_ns = stamp(now);
}

void Changes::set_status(const TaskPlace& place, TaskStatus status, std::int64_t now) {
  ChangeRun& change = *find(place.change);
  TaskRun& task = change.tasks[place.task];
  task.status = status;
  if (task.is_ready() && task.ready_ns == 0) task.ready_ns = now;
  touch(change, now);
}

void add_to_log(TaskRun& task, const std::string& line) {
  if (task.log.size() < kMostLines) {
    task.log = task.log.with(line);
    return;
  }
  base::ListBuilder<std::string> lines;
  for (std::size_t i = 1; i < kMostLines; ++i) lines.add(task.log[i]);
  lines.add(line);
  task.log = lines.done();
}

void Changes::note(const TaskPlace& place, const std::string& text) {
  add_to_log(task(place), "INFO " + text);
}

void Changes::fail(const TaskPlace& place, const std::string& text, std::int64_t now) {
  ChangeRun& change = *find(place.change);
  TaskRun& failed = change.tasks[place.task];
  add_to_log(failed, std::string(kError) + text);
  for (TaskRun& task : change.tasks)
    if (task.lane == failed.lane && task.status == TaskStatus::do_) {
      task.status = TaskStatus::hold;
      task.ready_ns = now;
    }
  set_status(place, TaskStatus::abort, now);
  set_status(place, TaskStatus::error, now);
}

void Changes::restore(const PebbleMemory& memory) {
  last_change_ = memory.last_change;
  last_task_ = memory.last_task;
  last_stamp_ = memory.last_stamp;
  for (const ChangeMemory& one : memory.changes)
    all_.push_back({.id = one.id,
                    .notice_id = one.notice_id,
                    .kind = one.kind,
                    .summary = one.summary,
                    .check = one.check,
                    .tasks = {one.tasks.begin(), one.tasks.end()},
                    .spawned_ns = one.spawned_ns,
                    .updated_ns = one.updated_ns,
                    .updates = one.updates,
                    .seen = one.seen});
}

void Changes::write(PebbleMemory& memory) const {
  memory.last_change = last_change_;
  memory.last_task = last_task_;
  memory.last_stamp = last_stamp_;
  base::ListBuilder<ChangeMemory> changes;
  for (const ChangeRun& one : all_)
    changes.add({.id = one.id,
                 .notice_id = one.notice_id,
                 .kind = one.kind,
                 .summary = one.summary,
                 .check = one.check,
                 .tasks = {one.tasks.data(), one.tasks.size()},
                 .spawned_ns = one.spawned_ns,
                 .updated_ns = one.updated_ns,
                 .updates = one.updates,
                 .seen = one.seen});
  memory.changes = changes.done();
}

pebble::Change record_of(const ChangeRun& change) {
  base::ListBuilder<pebble::Task> tasks;
  for (const TaskRun& task : change.tasks) tasks.add(record_of(task, change));
  const TaskStatus status = change.status();
  pebble::Change record{.id = std::to_string(change.id),
                        .kind = change.kind,
                        .summary = change.summary,
                        .status = std::string(name_of(status)),
                        .tasks = tasks.done(),
                        .ready = change.is_ready(),
                        .spawn_time = base::Timestamp::since_epoch(change.spawned_ns)};
  if (record.ready) record.ready_time = base::Timestamp::since_epoch(change.updated_ns);
  if (status == TaskStatus::error) record.err = error_of(change);
  return record;
}

}  // namespace ops::testing
