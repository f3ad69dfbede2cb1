#include "ops/pebble/client.h"

#include "ops/pebble/errors.h"

namespace ops::pebble {

const base::Duration Client::kDefaultTimeout = base::Duration::of_ns(30'000'000'000);

Client::~Client() = default;
Clients::~Clients() = default;

namespace {

/// The change's error, then what each task logged, as ops.pebble.ChangeError prints it.
std::string with_logs(const Change& change) {
  std::string text = *change.err;
  bool any = false;
  int index = 0;
  for (const Task& task : change.tasks) {
    if (!task.log.empty()) {
      any = true;
      text += "\n----- Logs from task " + std::to_string(index) + " -----";
      for (const std::string& line : task.log) text += '\n' + line;
    }
    ++index;
  }
  return any ? text + "\n-----" : text;
}

}  // namespace

void throw_if_failed(const Change& change) {
  if (change.err) throw ChangeError(*change.err, change.id, with_logs(change));
}

std::string Client::change_and_wait(std::string_view action, const Names& names,
                                    const base::Duration& timeout) {
  const std::string id = change_services(action, names);
  if (timeout.ns() == 0) return id;
  throw_if_failed(wait_change(id, timeout));
  return id;
}

std::string Client::autostart_services(const base::Duration& timeout) {
  return change_and_wait("autostart", {}, timeout);
}
std::string Client::replan_services(const base::Duration& timeout) {
  return change_and_wait("replan", {}, timeout);
}
std::string Client::start_services(const Names& names, const base::Duration& timeout) {
  return change_and_wait("start", names, timeout);
}
std::string Client::stop_services(const Names& names, const base::Duration& timeout) {
  return change_and_wait("stop", names, timeout);
}
std::string Client::restart_services(const Names& names, const base::Duration& timeout) {
  return change_and_wait("restart", names, timeout);
}

void Client::send_signal(int signal, const Names& services) {
  send_signal(signal_name(signal), services);
}

Names Client::start_checks(const Names& names) { return change_checks("start", names); }
Names Client::stop_checks(const Names& names) { return change_checks("stop", names); }

}  // namespace ops::pebble
