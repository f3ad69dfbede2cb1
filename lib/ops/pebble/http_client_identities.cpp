/// What HttpClient asks about warnings and identities.
#include <nlohmann/json.hpp>

#include "ops/base/type.h"
#include "ops/pebble/http_client.h"
#include "ops/pebble/http_client_exchange.h"
#include "ops/pebble/http_client_records.h"
#include "ops/pebble/http_client_request.h"
#include "ops/pebble/words.h"

namespace ops::pebble {

namespace {

using Json = nlohmann::ordered_json;

Json identity_json(const Identity& identity) {
  Json all = {{"access", word_of(identity.access)}};
  if (identity.local) all["local"]["user-id"] = identity.local->user_id;
  if (identity.basic) all["basic"]["password"] = identity.basic->password;
  return all;
}

HttpRequest change_identities(const char* action, const Json& identities) {
  return post("/v1/identities", Json{{"action", action}, {"identities", identities}});
}

}  // namespace

List<Warning> HttpClient::get_warnings(WarningState select) {
  const Target target = Target("/v1/warnings").add("select", word_of(select));
  return read_warnings((*exchange_)(get(target.text())));
}

int HttpClient::ack_warnings(const base::Timestamp& timestamp) {
  const std::string text = base::type_of<base::Timestamp>().spell(&timestamp);
  return read_count(
      (*exchange_)(post("/v1/warnings", Json{{"action", "okay"}, {"timestamp", text}})));
}

Map<std::string, Identity> HttpClient::get_identities() {
  return read_identities((*exchange_)(get("/v1/identities")));
}

void HttpClient::replace_identities(const Map<std::string, Optional<Identity>>& identities) {
  Json all = Json::object();
  for (const auto& [name, identity] : identities)
    all[name] = identity ? identity_json(*identity) : Json();
  check_accepted((*exchange_)(change_identities("replace", all)));
}

void HttpClient::remove_identities(const Names& names) {
  Json all = Json::object();
  for (const std::string& name : names) all[name] = nullptr;
  check_accepted((*exchange_)(change_identities("remove", all)));
}

}  // namespace ops::pebble
