#include "ops/testing/state/program_run.h"

#include <utility>

#include "ops/testing/fakes/disk.h"
#include "ops/testing/fakes/file_actions.h"
#include "ops/testing/fakes/program_parts.h"

namespace ops::testing {

namespace {

void add(ProgramParts& parts, Step step) { parts.behaviour.steps.push_back(std::move(step)); }

/// What it does behind a line of its input, after a signal, or when it comes to it.
template <class Say>
NextSteps steps_later(const std::shared_ptr<ProgramPlace>& place, const Say& say) {
  return [place, say](const std::string& line) {
    ProgramParts parts{.place = place};
    ProgramRun run(parts);
    say(run, line);
    return parts.behaviour.steps;
  };
}

}  // namespace

Behaviour played_by(const ProgramFunction& function, std::shared_ptr<ProgramPlace> place) {
  ProgramParts parts{.place = std::move(place)};
  ProgramRun run(parts);
  function(run);
  parts.behaviour.input = parts.place->launch.stdin;
  parts.behaviour.more_input = parts.place->launch.keep_stdin;
  parts.behaviour.start = parts.place->start;
  return parts.behaviour;
}

const List<std::string>& ProgramRun::words() const { return parts_.place->launch.words; }
const Map<std::string, std::string>& ProgramRun::environment() const {
  return parts_.place->launch.environment;
}
const std::string& ProgramRun::working_dir() const { return parts_.place->launch.working_dir; }
const pebble::Owner& ProgramRun::owner() const { return parts_.place->launch.owner; }
const std::string& ProgramRun::stdin() const { return parts_.place->launch.stdin; }
int ProgramRun::start() const { return parts_.place->start; }

void ProgramRun::out(std::string_view text) {
  add(parts_, {.act = Act::out, .text = std::string(text)});
}
void ProgramRun::err(std::string_view text) {
  add(parts_, {.act = Act::err, .text = std::string(text)});
}
void ProgramRun::sleep(const base::Duration& duration) {
  add(parts_, {.act = Act::pause, .number = duration.ns()});
}
void ProgramRun::exit(int code) { add(parts_, {.act = Act::exit, .number = code}); }
void ProgramRun::die(std::string_view signal) {
  add(parts_, {.act = Act::die, .text = std::string(signal)});
}
void ProgramRun::run_for_ever() { add(parts_, {.act = Act::run}); }

void ProgramRun::echo() { add(parts_, {.act = Act::rest}); }

void ProgramRun::then(const Do& then) {
  add(parts_, {.act = Act::then,
               .then = steps_later(parts_.place,
                                   [then](ProgramRun& run, const std::string&) { then(run); })});
}

void ProgramRun::child(const Do& child) {
  add(parts_, {.act = Act::child,
               .then = steps_later(parts_.place,
                                   [child](ProgramRun& run, const std::string&) { child(run); })});
}

void ProgramRun::read_line(const std::function<void(ProgramRun&, const std::string&)>& then) {
  add(parts_, {.act = Act::line, .then = steps_later(parts_.place, then)});
}

void ProgramRun::on_signal(const std::string& name, const Do& then) {
  parts_.behaviour.handlers[name] =
      steps_later(parts_.place, [then](ProgramRun& run, const std::string&) {
        if (then) then(run);
      });
}

bool ProgramRun::exists(const std::string& path) const {
  try {
    return parts_.place->disk->walk(path, LastLink::followed).file.has_value();
  } catch (const DiskError&) {
    return false;
  }
}

std::string ProgramRun::read(const std::string& path) const {
  return pull_file(*parts_.place->disk, path);
}

void ProgramRun::write(const std::string& path, std::string_view content) {
  if (parts_.place->is_replayed) return;
  push_file(*parts_.place->disk, path, content, {.make_dirs = true},
            base::Timestamp::since_epoch(*parts_.place->now));
}

void ProgramRun::remove(const std::string& path) {
  if (parts_.place->is_replayed) return;
  remove_path(*parts_.place->disk, path, {.recursive = true});
}

}  // namespace ops::testing
