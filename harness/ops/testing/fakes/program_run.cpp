#include "ops/testing/fakes/program_run.h"

#include "ops/testing/fakes/disk.h"
#include "ops/testing/fakes/file_actions.h"

namespace ops::testing {

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

void ProgramRun::echo() { add({.act = Act::rest}); }

void ProgramRun::then(const Do& then) {
  add({.act = Act::then, .then = [place = place_, then](const std::string&) {
         ProgramRun run(place);
         then(run);
         return run.behaviour().steps;
       }});
}

void ProgramRun::read_line(const std::function<void(ProgramRun&, const std::string&)>& then) {
  add({.act = Act::line, .then = [place = place_, then](const std::string& line) {
         ProgramRun run(place);
         then(run, line);
         return run.behaviour().steps;
       }});
}

void ProgramRun::on_signal(const std::string& name, const Do& then) {
  behaviour_.handlers[name] = [place = place_, then](const std::string&) {
    ProgramRun run(place);
    if (then) then(run);
    return run.behaviour().steps;
  };
}

bool ProgramRun::exists(const std::string& path) const {
  try {
    return place_->disk->walk(path, LastLink::followed).file.has_value();
  } catch (const DiskError&) {
    return false;
  }
}

std::string ProgramRun::read(const std::string& path) const {
  return pull_file(*place_->disk, path);
}

void ProgramRun::write(const std::string& path, std::string_view content) {
  push_file(*place_->disk, path, content, {.make_dirs = true},
            base::Timestamp::since_epoch(*place_->now));
}

void ProgramRun::remove(const std::string& path) {
  remove_path(*place_->disk, path, {.recursive = true});
}

}  // namespace ops::testing
