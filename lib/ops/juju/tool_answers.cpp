#include "ops/juju/tool_answers.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "ops/base/list_builder.h"
#include "ops/base/text.h"
#include "ops/base/utf8.h"

namespace ops::juju {

namespace {

using Json = nlohmann::ordered_json;  // options stay in Juju's order

/// nlohmann's reason without its own numbering: "key 'status' not found".
std::string reason(const Json::exception& error) {
  constexpr std::size_t kMost = 300;
  std::string_view text = error.what();
  const std::size_t end = text.find("] ");
  if (end != text.npos) text.remove_prefix(end + 2);
  return text.size() <= kMost ? std::string(text)
                              : std::string(base::utf8_front(text, kMost)) + "...";
}

/// What `read` makes of the JSON.
template <class Read>
auto parsed(std::string_view out, Read read) {
  if (!base::is_utf8(out)) throw AnswerError("it is not UTF-8");
  if (out.starts_with("\xEF\xBB\xBF")) throw AnswerError("it begins with a byte order mark");
  try {
    return read(Json::parse(out));
  } catch (const Json::parse_error& error) {
    throw AnswerError("it is not JSON (" + reason(error) + ")");
  } catch (const Json::exception& error) {
    throw AnswerError("it is not what that tool answers (" + reason(error) + ")");
  } catch (const ParseError& error) {
    throw AnswerError("it is not what that tool answers (" + std::string(error.what()) + ")");
  }
}

const Json::object_t& entries(const Json& object) {
  return object.get_ref<const Json::object_t&>();
}

/// The part under `key`; null when it is absent.
const Json& part(const Json& object, const char* key) {
  static const Json none;
  const auto found = object.find(key);
  if (found != object.end()) return *found;
  (void)entries(object);  // throws when it is no object at all
  return none;
}

std::string text(const Json& value) { return value.get<std::string>(); }
std::string text_or_empty(const Json& value) { return value.is_null() ? "" : text(value); }

Optional<std::string> text_or_none(const Json& value) {
  if (value.is_null()) return {};
  return text(value);
}

/// As ops has it, an empty text is none.
Optional<std::string> text_if_any(const Json& value) {
  const std::string given = text_or_empty(value);
  if (given.empty()) return {};
  return given;
}

bool true_if_so(const Json& value) { return !value.is_null() && value.get<bool>(); }

template <class T, class Read>
List<T> list(const Json& array, Read read) {
  base::ListBuilder<T> all;
  if (!array.is_null())
    for (const Json& item : array.get_ref<const Json::array_t&>()) all.add(read(item));
  return all.done();
}

List<std::string> texts(const Json& array) { return list<std::string>(array, text); }

template <class T, class Read>
Map<std::string, T> map(const Json& object, Read read) {
  Map<std::string, T> all;
  if (!object.is_null())
    for (const auto& [key, value] : entries(object)) all = all.with(key, read(value));
  return all;
}

Map<std::string, std::string> text_map(const Json& object) {
  return map<std::string>(object, text);
}

base::Json any(const Json& value) { return base::Json::parse(value.dump()); }
Map<std::string, base::Json> any_map(const Json& object) { return map<base::Json>(object, any); }

base::ConfigValue config_value(const Json& value) {
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > kMost) return value.get<double>();
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return value.get<double>();
  return text(value);
}

base::Config config(const Json& options) {
  base::Config all;
  for (const auto& [name, value] : entries(options))
    if (!value.is_null()) all = all.with(name, config_value(value));
  return all;
}

UnitStatus unit_status(const Json& status) {
  return {.status = text(status.at("status")),
          .message = text(status.at("message")),
          .status_data = any_map(status.at("status-data"))};
}

AppStatus app_status(const Json& all) {
  const UnitStatus own = unit_status(all.at("application-status"));
  return {.status = own.status,
          .message = own.message,
          .status_data = own.status_data,
          .units = map<UnitStatus>(part(all, "units"), unit_status)};
}

CloudCredential credential(const Json& given) {
  return {.auth_type = text(given.at("auth-type")),
          .attributes = text_map(part(given, "attrs")),
          .redacted = texts(part(given, "redacted"))};
}

CloudSpec cloud_spec(const Json& spec) {
  CloudSpec read{
      .type = text(spec.at("type")),
      .name = text(spec.at("name")),
      .region = text_if_any(part(spec, "region")),
      .endpoint = text_if_any(part(spec, "endpoint")),
      .identity_endpoint = text_if_any(part(spec, "identity-endpoint")),
      .storage_endpoint = text_if_any(part(spec, "storage-endpoint")),
      .ca_certificates = texts(part(spec, "cacertificates")),
      .skip_tls_verify = true_if_so(part(spec, "skip-tls-verify")),
      .is_controller_cloud = true_if_so(part(spec, "is-controller-cloud")),
  };
  const Json& with = part(spec, "credential");
  if (!with.empty()) read.credential = credential(with);
  return read;
}

Goal goal(const Json& given) {
  return {.status = text(given.at("status")), .since = base::Timestamp(text(given.at("since")))};
}

Map<std::string, Goal> goals(const Json& given) { return map<Goal>(given, goal); }

Address address(const Json& given) {
  const Json& value = part(given, "value");  // "address" before Juju 2.9
  return {.hostname = text_or_empty(part(given, "hostname")),
          .value = text_or_empty(given.contains("value") ? value : part(given, "address")),
          .cidr = text_or_empty(part(given, "cidr"))};
}

BindAddress bind_address(const Json& given) {
  return {.mac_address = text_or_empty(part(given, "mac-address")),
          .interface_name = text_or_empty(part(given, "interface-name")),
          .addresses = list<Address>(part(given, "addresses"), address)};
}

Optional<base::Timestamp> time_if_any(const Json& value) {
  const std::string given = text_or_empty(value);
  if (given.empty()) return {};
  return base::Timestamp(given);
}

/// Juju wraps it in an object whose one key is the id.
SecretInfo secret_info(const Json& all) {
  if (entries(all).empty()) throw AnswerError("it names no secret");
  const auto& [id, info] = *entries(all).begin();
  return {.revision = info.at("revision").get<int>(),
          .id = id,
          .label = text_or_none(part(info, "label")),
          .description = text_or_none(part(info, "description")),
          .expiry = time_if_any(part(info, "expiry")),
          .rotation = text_or_none(part(info, "rotation")),
          .rotates = time_if_any(part(info, "rotates"))};
}

// ---- ports: "icmp", "80", "80/tcp", "8000-8080/udp", and behind a blank "(db, web)" or "(*)"

int number(std::string_view digits, std::string_view all) {
  constexpr std::size_t kMostDigits = 9;
  int value = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') value = -1;
    if (value < 0) break;
    value = value * 10 + (digit - '0');
  }
  if (digits.empty() || digits.size() > kMostDigits || value < 0)
    throw AnswerError("'" + std::string(all) + "' is no port");
  return value;
}

List<std::string> split_endpoints(std::string_view inside) {
  base::ListBuilder<std::string> all;
  while (true) {
    const std::size_t comma = inside.find(',');
    all.add(std::string(base::trimmed(inside.substr(0, comma))));
    if (comma == inside.npos) return all.done();
    inside.remove_prefix(comma + 1);
  }
}

/// Takes the endpoints off the end of `text`.
List<std::string> take_endpoints(std::string_view& text) {
  const std::size_t open = text.find('(');
  if (open == text.npos || !text.ends_with(')'))
    throw AnswerError("'" + std::string(text) + "' does not tell its endpoints");
  const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  text = base::trimmed(text.substr(0, open));
  return split_endpoints(inside);
}

Port port(std::string_view text, bool endpoints) {
  Port read;
  if (endpoints) read.endpoints = take_endpoints(text);
  const std::string_view all = text;
  const std::size_t slash = text.find('/');
  if (text.substr(0, slash) == "icmp") return read.protocol = "icmp", read;
  read.protocol = slash == text.npos ? "tcp" : std::string(text.substr(slash + 1));
  text = text.substr(0, slash);
  const std::size_t dash = text.find('-');
  read.port = number(text.substr(0, dash), all);
  if (dash != text.npos) read.to_port = number(text.substr(dash + 1), all);
  return read;
}

}  // namespace

bool read_bool(std::string_view out) {
  return parsed(out, [](const Json& answer) { return answer.get<bool>(); });
}
base::Json read_json(std::string_view out) { return parsed(out, any); }
Map<std::string, base::Json> read_json_map(std::string_view out) { return parsed(out, any_map); }
std::string read_text(std::string_view out) { return parsed(out, text); }
List<std::string> read_texts(std::string_view out) { return parsed(out, texts); }
Map<std::string, std::string> read_text_map(std::string_view out) { return parsed(out, text_map); }

std::string read_plain_line(std::string_view out) {
  if (!base::is_utf8(out)) throw AnswerError("it is not UTF-8");
  return std::string(base::trimmed(out));
}

base::Config read_config(std::string_view out) { return parsed(out, config); }
UnitStatus read_unit_status(std::string_view out) { return parsed(out, unit_status); }
AppStatus read_app_status(std::string_view out) { return parsed(out, app_status); }
CloudSpec read_cloud_spec(std::string_view out) { return parsed(out, cloud_spec); }

GoalState read_goal_state(std::string_view out) {
  return parsed(out, [](const Json& state) -> GoalState {
    return {.units = goals(part(state, "units")),
            .relations = map<Map<std::string, Goal>>(part(state, "relations"), goals)};
  });
}

Network read_network(std::string_view out) {
  return parsed(out, [](const Json& network) -> Network {
    return {.bind_addresses = list<BindAddress>(part(network, "bind-addresses"), bind_address),
            .egress_subnets = texts(part(network, "egress-subnets")),
            .ingress_addresses = texts(part(network, "ingress-addresses"))};
  });
}

std::string read_uuid(std::string_view out) {
  return parsed(out, [](const Json& model) { return text(model.at("uuid")); });
}

SecretInfo read_secret_info(std::string_view out) { return parsed(out, secret_info); }

Storage read_storage(std::string_view out) {
  return parsed(out, [](const Json& storage) -> Storage {
    return {.kind = text(storage.at("kind")), .location = text(storage.at("location"))};
  });
}

List<Port> read_ports(std::string_view out, bool endpoints) {
  return parsed(out, [&](const Json& ports) {
    return list<Port>(
        ports, [&](const Json& one) { return port(one.get_ref<const std::string&>(), endpoints); });
  });
}

}  // namespace ops::juju
