#pragma once
/// Pebble's changes and their tasks. For .cpp files.

#include <algorithm>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "ops/pebble/records.h"
#include "ops/testing/fakes/process.h"

namespace ops::testing {

/// ChangeMemory, with tasks that go on.
struct ChangeRun {
  int id = 0;
  int notice_id = 0;
  std::string kind = {};
  std::string summary = {};
  std::string check = {};  // whose it is, if a check's
  std::vector<TaskRun> tasks = {};
  std::int64_t spawned_ns = 0;
  std::int64_t updated_ns = 0;
  int updates = 0;
  TaskStatus seen = TaskStatus::do_;

  TaskStatus status() const;
  bool is_ready() const;
};

/// What lies between two things that happen at once, in nanoseconds.
inline constexpr std::int64_t kTick = 1000;

/// All changes of one Pebble, and the counting of their ids.
class Changes {
 public:
  ChangeRun& add(std::string kind, std::string summary, std::vector<TaskRun> tasks,
                 std::int64_t now, int notice_id);
  int next_id() const { return last_change_ + 1; }
  /// Ids up to this one are taken.
  void ids_from(int last) { last_change_ = std::max(last_change_, last); }
  void restore(const PebbleMemory& memory);
  void write(PebbleMemory& memory) const;
  ChangeRun* find(int id);
  std::list<ChangeRun>& all() { return all_; }
  TaskRun& task(const TaskPlace& place) { return find(place.change)->tasks[place.task]; }

  void set_status(const TaskPlace& place, TaskStatus status, std::int64_t now);
  /// INFO.
  void note(const TaskPlace& place, const std::string& text);
  /// Ends the task in an error, with a line in its log; what waits for it is never done.
  void fail(const TaskPlace& place, const std::string& text, std::int64_t now);
  /// A change has another status than it had: one more occurrence of its notice.
  void touch(ChangeRun& change, std::int64_t now);
  /// The time of an occurrence: no two have the same.
  std::int64_t stamp(std::int64_t now) { return last_stamp_ = std::max(now, last_stamp_ + kTick); }

 private:
  std::list<ChangeRun> all_ = {};
  int last_change_ = 0;
  int last_task_ = 0;
  std::int64_t last_stamp_ = 0;
};

void add_to_log(TaskRun& task, const std::string& line);

pebble::Change record_of(const ChangeRun& change);

}  // namespace ops::testing
