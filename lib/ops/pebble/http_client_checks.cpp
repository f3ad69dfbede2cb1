/// What HttpClient asks about checks and notices, and its signals.
#include <array>
#include <nlohmann/json.hpp>

#include "ops/pebble/errors.h"
#include "ops/pebble/http_client.h"
#include "ops/pebble/http_client_exchange.h"
#include "ops/pebble/http_client_records.h"
#include "ops/pebble/http_client_request.h"
#include "ops/pebble/words.h"

namespace ops::pebble {

namespace {

using Json = nlohmann::ordered_json;

Json array_of(const Names& names) {
  Json all = Json::array();
  for (const std::string& name : names) all.push_back(name);
  return all;
}

}  // namespace

void HttpClient::send_signal(const std::string& signal, const Names& services) {
  check_accepted((*exchange_)(
      post("/v1/signals", Json{{"signal", signal}, {"services", array_of(services)}})));
}

List<CheckInfo> HttpClient::get_checks(const Names& names, CheckLevel level) {
  Target target("/v1/checks");
  if (level != CheckLevel::unset) target.add("level", word_of(level));
  for (const std::string& name : names) target.add("names", name);
  return read_checks((*exchange_)(get(target.text())));
}

Names HttpClient::change_checks(std::string_view action, const Names& names) {
  return read_changed(
      (*exchange_)(post("/v1/checks", Json{{"action", action}, {"checks", array_of(names)}})));
}

std::string HttpClient::notify(NoticeType type, const std::string& key,
                               const NotifyOptions& options) {
  Json body = {{"action", "add"}, {"type", word_of(type)}, {"key", key}};
  for (const auto& [name, value] : options.data) body["data"][name] = value;
  if (options.repeat_after) body["repeat-after"] = go_seconds(options.repeat_after->ns());
  return read_notice_id((*exchange_)(post("/v1/notices", body)));
}

Notice HttpClient::get_notice(const std::string& id) {
  return read_notice((*exchange_)(get("/v1/notices/" + url_quoted(id))));
}

List<Notice> HttpClient::get_notices(const NoticeFilter& filter) {
  Target target("/v1/notices");
  if (filter.users == NoticesUsers::all) target.add("users", "all");
  if (filter.user_id) target.add("user-id", std::to_string(*filter.user_id));
  for (const auto& type : filter.types) target.add("types", word_of(type));
  for (const std::string& key : filter.keys) target.add("keys", key);
  return read_notices((*exchange_)(get(target.text())));
}

}  // namespace ops::pebble
