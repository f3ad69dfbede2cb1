#include "ops/testing/state/pebble_memory.h"

#include "ops/base/fields.h"

namespace ops::testing {

OPS_ENUM(Phase, starting, running, terminating, killing, stopped, backoff, exited)
OPS_ENUM(TaskStatus, abort, undoing, undo, doing, do_, wait, error, undone, done, hold)
OPS_FIELDS(TaskPlace, change, task)
OPS_FIELDS(TaskRun, id, kind, subject, summary, lane, after, status, log, ready_ns, exit_code)
OPS_FIELDS(ChangeMemory, id, notice_id, kind, summary, check, tasks, spawned_ns, updated_ns,
           updates, seen)
OPS_FIELDS(Received, time, signal, input, is_last)
OPS_FIELDS(ProgramMemory, started, start, program, received)
OPS_FIELDS(ServiceMemory, name, phase, started_with, program, timer, calm, backoff_ns, restarts,
           start, stop)
OPS_FIELDS(CheckMemory, name, started_with, change, told, counted, next, busy, deadline, late_fault,
           program, output)
OPS_FIELDS(CommandMemory, change, words, environment, working_dir, owner, stdin, keep_stdin,
           timeout_ns, deadline, program)
OPS_FIELDS(ServiceLine, service, text, complete)
OPS_FIELDS(PebbleMemory, now, services, checks, commands, changes, aborted, lines, starts,
           identities, last_change, last_task, last_notice, last_stamp, told_until, restarted)

}  // namespace ops::testing
