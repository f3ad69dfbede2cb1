#include "ops/pebble/client.h"

#include <istream>
#include <iterator>
#include <ostream>

#include "ops/pebble/errors.h"

namespace ops::pebble {

const base::Duration Client::kDefaultTimeout = base::Duration::of_ns(30'000'000'000);

Client::~Client() = default;
Clients::~Clients() = default;

void throw_if_failed(const Change& change) {
  if (change.err) throw ChangeError(change);
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

namespace {

/// What a Pebble says of what only a newer, or an older, one has.
[[noreturn]] void throw_no_endpoint() {
  throw APIError(404, "Not Found", "invalid API endpoint requested");
}

}  // namespace

void Client::push(const std::string& path, std::istream& source, const PushOptions& options) {
  push(path, std::string(std::istreambuf_iterator<char>(source), {}), options);
}

void Client::pull(const std::string& path, std::ostream& to) { to << pull(path); }

List<Change> Client::get_changes(ChangeState /*select*/, const std::string& /*service*/) {
  throw_no_endpoint();
}
Change Client::abort_change(const std::string& /*id*/) { throw_no_endpoint(); }
List<Warning> Client::get_warnings(WarningState /*select*/) { throw_no_endpoint(); }
int Client::ack_warnings(const base::Timestamp& /*timestamp*/) { throw_no_endpoint(); }
Map<std::string, Identity> Client::get_identities() { throw_no_endpoint(); }
void Client::replace_identities(const Map<std::string, Optional<Identity>>& /*identities*/) {
  throw_no_endpoint();
}
void Client::remove_identities(const Names& /*names*/) { throw_no_endpoint(); }

void Client::send_signal(int signal, const Names& services) {
  send_signal(signal_name(signal), services);
}

Names Client::start_checks(const Names& names) { return change_checks("start", names); }
Names Client::stop_checks(const Names& names) { return change_checks("stop", names); }

}  // namespace ops::pebble
