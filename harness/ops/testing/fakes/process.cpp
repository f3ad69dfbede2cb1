#include "ops/testing/fakes/process.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "ops/testing/fakes/signals.h"

namespace ops::testing {

namespace {

constexpr int kSignalled = 128;

bool is_harmless(const std::string& signal) {
  static const std::set<std::string> names = {"SIGCHLD", "SIGCONT", "SIGURG", "SIGWINCH"};
  return names.contains(signal);
}

bool halts(const std::string& signal) {
  static const std::set<std::string> names = {"SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU"};
  return names.contains(signal);
}

}  // namespace

Process::Process(Behaviour behaviour, std::int64_t now)
    : behaviour_(std::move(behaviour)),
      started_(now),
      todo_(behaviour_.steps.begin(), behaviour_.steps.end()),
      wakes_(now) {}

/// What it wrote until then was read then.
Process::Process(Behaviour behaviour, const ProgramMemory& memory, std::int64_t now)
    : Process(std::move(behaviour), memory.started) {
  for (const Received& one : memory.received) {
    (void)run(one.time);
    if (one.signal.empty())
      feed(one.input, one.is_last, one.time);
    else
      signal(one.signal, one.time);
  }
  (void)run(now);
}

ProgramMemory Process::memory() const {
  return {.started = started_,
          .start = behaviour_.start,
          .program = behaviour_.program,
          .received = received_};
}

std::int64_t Process::wakes() const {
  std::int64_t next = ended() ? kNever : wakes_;
  for (const Process& child : children_) next = std::min(next, child.wakes());
  return next;
}

bool Process::has_children() const {
  return std::ranges::any_of(children_, [](const Process& child) { return !child.ended(); });
}

void Process::act(const Step& step) {
  switch (step.act) {
    case Act::out:
    case Act::err:
      written_.push_back({step.act == Act::err, step.text});
      break;
    case Act::pause:
      wakes_ += step.number;
      break;
    case Act::exit:
      exit_code_ = static_cast<int>(step.number & 0xFF);
      break;
    case Act::die:
      exit_code_ = kSignalled + signal_number(step.text);
      break;
    case Act::run:
      wakes_ = kNever;
      break;
    case Act::line:
      begin(step.then(take_line()));
      break;
    case Act::rest:
      written_.push_back({false, std::exchange(behaviour_.input, {})});
      if (behaviour_.more_input) todo_.push_front(step);
      break;
    case Act::then:
      begin(step.then({}));
      break;
    case Act::child:
      children_.emplace_back(Behaviour{.steps = step.then({})}, wakes_);
      break;
  }
}

bool Process::lacks_input(const Step& step) const {
  const std::string& input = behaviour_.input;
  return behaviour_.more_input && ((step.act == Act::rest && input.empty()) ||
                                   (step.act == Act::line && input.find('\n') == input.npos));
}

std::string Process::take_line() {
  std::string& input = behaviour_.input;
  const std::size_t end = std::min(input.find('\n'), input.size());
  std::string line = input.substr(0, end);
  input.erase(0, end + 1);
  return line;
}

void Process::feed(const std::string& text, bool is_last, std::int64_t now) {
  received_ = received_.with({.time = now, .input = text, .is_last = is_last});
  behaviour_.input += text;
  behaviour_.more_input = !is_last;
  if (std::exchange(waits_, false)) wakes_ = now;
}

std::vector<Written> Process::run(std::int64_t now) {
  while (!ended() && wakes_ <= now) {
    if (todo_.empty()) {
      exit_code_ = 0;
      break;
    }
    if (lacks_input(todo_.front())) {
      waits_ = true;
      wakes_ = kNever;
      break;
    }
    const Step step = todo_.front();
    todo_.pop_front();
    act(step);
  }
  for (Process& child : children_) std::ranges::move(child.run(now), std::back_inserter(written_));
  return std::exchange(written_, {});
}

void Process::signal(const std::string& name, std::int64_t now) {
  if (ended()) return;
  received_ = received_.with({.time = now, .signal = name});
  const auto handler = behaviour_.handlers.find(name);
  if (handler != behaviour_.handlers.end() && name != "SIGKILL") {
    if (wakes_ != kNever)
      todo_.push_front({.act = Act::pause, .number = std::max<std::int64_t>(0, wakes_ - now)});
    else if (!std::exchange(waits_, false))
      todo_.push_front({.act = Act::run});
    if (handler->second) begin(handler->second({}));
    wakes_ = now;
  } else if (halts(name)) {
    wakes_ = kNever;
  } else if (!is_harmless(name)) {
    exit_code_ = kSignalled + signal_number(name);
  }
}

bool Process::answers_on(int port) const {
  return !ended() && std::ranges::count(behaviour_.ports, port) > 0;
}

}  // namespace ops::testing
