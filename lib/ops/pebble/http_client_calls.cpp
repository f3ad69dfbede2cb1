#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "ops/base/clock.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/http_client.h"
#include "ops/pebble/http_client_exchange.h"
#include "ops/pebble/http_client_records.h"
#include "ops/pebble/http_client_request.h"
#include "ops/pebble/words.h"
#include "ops/pebble/yaml.h"

namespace ops::pebble {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kSecond = 1'000'000'000;
/// Between two looks at a change, where Pebble cannot wait for it; ops has the same.
constexpr std::int64_t kPollDelay = kSecond / 10;

std::string change_path(const std::string& id) { return "/v1/changes/" + url_quoted(id); }

std::int64_t deadline_after(std::int64_t now_ns, const base::Duration& timeout) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  return timeout.ns() > kMost - now_ns ? kMost : now_ns + timeout.ns();
}

}  // namespace

void throw_change_timeout(const std::string& id, const base::Duration& timeout) {
  throw TimeoutError("timed out waiting for change " + id + " (" + seconds(timeout) + " seconds)");
}

const base::Duration HttpClient::kRequestTimeout = base::Duration::of_ns(5 * kSecond);

HttpClient::HttpClient(std::string socket_path, const base::Duration& request_timeout)
    : request_timeout_(request_timeout),
      exchange_(std::make_unique<HttpExchange>(std::move(socket_path), request_timeout)) {}
HttpClient::~HttpClient() = default;

SystemInfo HttpClient::get_system_info() {
  return read_system_info((*exchange_)(get("/v1/system-info")));
}

void HttpClient::add_layer(const std::string& label, const Layer& layer, bool combine) {
  add_layer(label, to_yaml(layer), combine);
}

void HttpClient::add_layer(const std::string& label, std::string_view yaml, bool combine) {
  check_accepted((*exchange_)(post("/v1/layers", Json{{"action", "add"},
                                                      {"combine", combine},
                                                      {"label", label},
                                                      {"format", "yaml"},
                                                      {"layer", yaml}})));
}

Plan HttpClient::get_plan() { return read_plan((*exchange_)(get("/v1/plan?format=yaml"))); }

List<ServiceInfo> HttpClient::get_services(const Names& names) {
  std::string joined;
  for (const std::string& name : names) (joined += joined.empty() ? "" : ",") += name;
  return read_services(
      (*exchange_)(get("/v1/services" + (names.empty() ? "" : "?names=" + url_quoted(joined)))));
}

std::string HttpClient::change_services(std::string_view action, const Names& names) {
  Json services = Json::array();
  for (const std::string& name : names) services.push_back(name);
  return read_change_id(
      (*exchange_)(post("/v1/services", Json{{"action", action}, {"services", services}})));
}

Change HttpClient::get_change(const std::string& id) {
  return read_change((*exchange_)(get(change_path(id))));
}

List<Change> HttpClient::get_changes(ChangeState select, const std::string& service) {
  Target target("/v1/changes");
  target.add("select", word_of(select));
  if (!service.empty()) target.add("for", service);
  return read_changes((*exchange_)(get(target.text())));
}

Change HttpClient::abort_change(const std::string& id) {
  return read_change((*exchange_)(post(change_path(id), Json{{"action", "abort"}})));
}

Change HttpClient::wait_change(const std::string& id, const base::Duration& timeout) {
  base::SystemClock clock;
  const std::int64_t deadline = deadline_after(clock.monotonic_ns(), timeout);
  const std::int64_t at_once = std::max(request_timeout_.ns() - kSecond, kSecond);
  for (std::int64_t left; (left = deadline - clock.monotonic_ns()) > 0;) {
    const std::string wait = "/wait?timeout=" + go_seconds(std::min(left, at_once));
    try {
      return read_change((*exchange_)(get(change_path(id) + wait)));
    } catch (const TimeoutError&) {  // of the request; the change may go on, so ask again
    } catch (const APIError& error) {
      if (error.code() == 404) return poll_change(id, deadline, timeout);
      if (error.code() != 504) throw;  // 504: not ready yet
    }
  }
  throw_change_timeout(id, timeout);
}

/// For a Pebble that has no wait: an id that it does not know is its 404 to get_change.
Change HttpClient::poll_change(const std::string& id, std::int64_t deadline_ns,
                               const base::Duration& timeout) {
  base::SystemClock clock;
  for (std::int64_t left; (left = deadline_ns - clock.monotonic_ns()) > 0;) {
    const Change change = get_change(id);
    if (change.ready) return change;
    clock.sleep_ns(std::min(left, kPollDelay));
  }
  throw_change_timeout(id, timeout);
}

HttpClients::HttpClients(std::string folder) : folder_(std::move(folder)) {}
HttpClients::~HttpClients() = default;

Client& HttpClients::of(std::string_view container) {
  const auto known = clients_.find(container);
  if (known != clients_.end()) return known->second;
  const std::string name(container);
  return clients_.try_emplace(name, folder_ + '/' + name + "/pebble.socket").first->second;
}

}  // namespace ops::pebble
