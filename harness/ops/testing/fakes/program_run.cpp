#include "ops/testing/fakes/program_run.h"

#include "ops/testing/fakes/disk.h"
#include "ops/testing/fakes/file_actions.h"

namespace ops::testing {

ProgramRun::ProgramRun(const Launch& launch, Disk& disk, int start, std::int64_t now)
    : launch_(launch), disk_(disk), start_(start), now_(now) {}

void ProgramRun::out(std::string_view text) { add({.act = Act::out, .text = std::string(text)}); }
void ProgramRun::err(std::string_view text) { add({.act = Act::err, .text = std::string(text)}); }
void ProgramRun::sleep(const base::Duration& duration) {
  add({.act = Act::pause, .number = duration.ns()});
}
void ProgramRun::exit(int code) { add({.act = Act::exit, .number = code}); }
void ProgramRun::die(std::string_view signal) {
  add({.act = Act::die, .text = std::string(signal)});
}
void ProgramRun::run_for_ever() { add({.act = Act::run}); }

void ProgramRun::on_signal(const std::string& name, const std::function<void(ProgramRun&)>& then) {
  std::vector<Step>* before = steps_;
  steps_ = &behaviour_.handlers[name];
  if (then) then(*this);
  steps_ = before;
}

bool ProgramRun::exists(const std::string& path) const {
  try {
    return disk_.walk(path, LastLink::followed).file.has_value();
  } catch (const DiskError&) {
    return false;
  }
}

std::string ProgramRun::read(const std::string& path) const { return pull_file(disk_, path); }

void ProgramRun::write(const std::string& path, std::string_view content) {
  push_file(disk_, path, content, {.make_dirs = true}, base::Timestamp::since_epoch(now_));
}

void ProgramRun::remove(const std::string& path) { remove_path(disk_, path, {.recursive = true}); }

}  // namespace ops::testing
