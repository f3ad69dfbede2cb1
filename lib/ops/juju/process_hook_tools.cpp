#include "ops/juju/process_hook_tools.h"

#include <nlohmann/json.hpp>

#include "ops/juju/private_files.h"
#include "ops/juju/tool_call.h"

namespace ops::juju {

namespace {

constexpr const char* kRedacted = "<redacted>";
constexpr const char* kAsJson = "--format=json";

/// As ops sends it: what is not ASCII is escaped, keys stay in their order.
std::string json_object(const Map<std::string, std::string>& data) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (const auto& [key, value] : data) object[key] = value;
  return object.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
}

/// With {.input = }: `text` on the tool's stdin.
void tell_text(Argv& argv, const std::string& text) {
  tell(argv.add("--file").add("-"), {.input = &text});
}

// ---- relations

Argv& add_ref(Argv& argv, const RelationRef& relation) {
  if (!relation.id) return argv;
  const std::string id = std::to_string(*relation.id);
  return argv.add("-r").add(relation.endpoint.empty() ? id : relation.endpoint + ':' + id);
}

Argv relation_get_argv(const RelationRef& relation, const std::string& key,
                       const Optional<std::string>& member, bool app) {
  Argv argv{"relation-get", kAsJson};
  add_ref(argv, relation).flag_if(app, "--app");
  if (!key.empty() || member) argv.add(key.empty() ? "-" : key);
  if (member) argv.add(*member);
  return argv;
}

// ---- ports

std::string port_text(const Port& port) {
  if (!port.port) return *port.protocol;
  std::string text = std::to_string(*port.port);
  if (port.to_port) text += '-' + std::to_string(*port.to_port);
  return port.protocol ? text + '/' + *port.protocol : text;
}

std::string joined(const List<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) (all += all.empty() ? "" : ",") += text;
  return all;
}

/// `unless` is what ops says to a port with neither protocol nor number.
void tell_port(const char* tool, const Port& port, const char* unless) {
  if (!port.port && !port.protocol) throw ValueError(unless);
  Argv argv{tool};
  if (port.endpoints && !port.endpoints->empty())
    argv.add("--endpoints").add(joined(*port.endpoints));
  tell(argv.add(port_text(port)));
}

// ---- secrets

Argv& add_options(Argv& argv, const SecretOptions& options, const std::string& owner) {
  return argv.option("--label", options.label)
      .option("--description", options.description)
      .option("--expire", options.expire)
      .option("--rotate", options.rotate)
      .add("--owner")
      .add(owner);
}

/// Contents stand in files: arguments can be read by everybody on the machine.
std::string tell_content(Argv& argv, const Map<std::string, std::string>& content) {
  if (content.empty()) return tell(argv);
  PrivateFiles files;
  for (const auto& [key, value] : content) argv.add(key + "#file=" + files.add(key, value));
  return tell(argv);
}

Argv& add_ref(Argv& argv, const SecretRef& secret) {
  if (secret.id) argv.add(*secret.id);
  return argv.option("--label", secret.label);
}

template <class T>
std::string equation(const std::string& name, const T& value) {
  return name + '=' + value;
}

}  // namespace

// From here on, each tool is its arguments and what is made of its answer.

void ProcessHookTools::action_fail(const Optional<std::string>& message) {
  tell(Argv{"action-fail"}.option("--", message));
}

Map<std::string, base::Json> ProcessHookTools::action_get() {
  return ask({"action-get", kAsJson}, read_json_map);
}

base::Json ProcessHookTools::action_get_key(const std::string& key) {
  return ask({"action-get", kAsJson, key}, read_json);
}

void ProcessHookTools::action_log(const std::string& message) {
  const Argv redacted{"action-log", "--", kRedacted};
  tell({"action-log", "--", message}, {.redacted = &redacted});
}

void ProcessHookTools::action_set(const Map<std::string, std::string>& results) {
  Argv argv{"action-set"}, redacted{"action-set"};
  for (const auto& [key, value] : results) {
    argv.add(equation(key, value));
    redacted.add(equation(key, kRedacted));
  }
  tell(argv, {.redacted = &redacted});
}

UnitStatus ProcessHookTools::status_get() {
  return ask({"status-get", "--include-data", kAsJson, "--application=false"}, read_unit_status);
}

AppStatus ProcessHookTools::status_get_app() {
  return ask({"status-get", "--include-data", kAsJson, "--application=true"}, read_app_status);
}

void ProcessHookTools::status_set(bool application, const std::string& name,
                                  const Optional<std::string>& message) {
  tell(Argv{"status-set", application ? "--application=True" : "--application=False", name}.option(
      "--", message));
}

void ProcessHookTools::application_version_set(const std::string& version) {
  tell({"application-version-set", "--", version});
}

bool ProcessHookTools::is_leader() { return ask({"is-leader", kAsJson}, read_bool); }

base::Config ProcessHookTools::config_get() { return ask({"config-get", kAsJson}, read_config); }

base::Json ProcessHookTools::config_get_key(const std::string& key) {
  return ask({"config-get", kAsJson, key}, read_json);
}

CloudSpec ProcessHookTools::credential_get() {
  return ask({"credential-get", kAsJson}, read_cloud_spec);
}

GoalState ProcessHookTools::goal_state() { return ask({"goal-state", kAsJson}, read_goal_state); }

void ProcessHookTools::juju_log(LogLevel level, std::string_view message) {
  tell({"juju-log", "--log-level", std::string(to_string(level)), "--", std::string(message)});
}

void ProcessHookTools::juju_reboot(bool now) { tell(Argv{"juju-reboot"}.flag_if(now, "--now")); }

Network ProcessHookTools::network_get(const std::string& binding,
                                      const Optional<int>& relation_id) {
  return ask(Argv{"network-get", kAsJson}.option("-r", relation_id).add(binding), read_network);
}

void ProcessHookTools::open_port(const Port& port) {
  tell_port("open-port", port, "Either protocol or port must be specified");
}

void ProcessHookTools::close_port(const Port& port) {
  tell_port("close-port", port, "You must provide a port or protocol.");
}

List<Port> ProcessHookTools::opened_ports(bool endpoints) {
  const Argv argv = Argv{"opened-ports"}.flag_if(endpoints, "--endpoints").add(kAsJson);
  return ask(argv, [&](std::string_view out) { return read_ports(out, endpoints); });
}

Map<std::string, std::string> ProcessHookTools::relation_get(const RelationRef& relation,
                                                             const Optional<std::string>& member,
                                                             bool app) {
  return ask(relation_get_argv(relation, "", member, app), read_text_map);
}

base::Json ProcessHookTools::relation_get_key(const RelationRef& relation, const std::string& key,
                                              const Optional<std::string>& member, bool app) {
  if (key == "-")
    throw ValueError("cannot get the key \"-\": Juju takes it for all keys; use relation_get");
  return ask(relation_get_argv(relation, key, member, app), read_json);
}

List<std::string> ProcessHookTools::relation_ids(const std::string& endpoint) {
  return ask({"relation-ids", endpoint, kAsJson}, read_texts);
}

List<std::string> ProcessHookTools::relation_list(const RelationRef& relation) {
  Argv argv{"relation-list", kAsJson};
  return ask(add_ref(argv, relation), read_texts);
}

std::string ProcessHookTools::relation_list_app(const RelationRef& relation) {
  Argv argv{"relation-list", kAsJson, "--app"};
  return ask(add_ref(argv, relation), read_text);
}

std::string ProcessHookTools::relation_model_get(const RelationRef& relation) {
  Argv argv{"relation-model-get", kAsJson};
  return ask(add_ref(argv, relation), read_uuid);
}

void ProcessHookTools::relation_set(const Map<std::string, std::string>& data,
                                    const RelationRef& relation, bool app) {
  Argv argv{"relation-set"};
  tell_text(add_ref(argv, relation).flag_if(app, "--app"), json_object(data));
}

std::string ProcessHookTools::secret_add(const Map<std::string, std::string>& content,
                                         const SecretOptions& options, const std::string& owner) {
  Argv argv{"secret-add"};
  return read_plain_line(tell_content(add_options(argv, options, owner), content));
}

Map<std::string, std::string> ProcessHookTools::secret_get(const SecretQuery& query) {
  Argv argv{"secret-get", kAsJson};
  add_ref(argv, query.secret).flag_if(query.refresh, "--refresh").flag_if(query.peek, "--peek");
  return ask(argv, read_text_map);
}

void ProcessHookTools::secret_grant(const std::string& id, int relation_id,
                                    const Optional<std::string>& unit) {
  Argv argv{"secret-grant", "--relation", std::to_string(relation_id)};
  tell(argv.option("--unit", unit).add(id));
}

List<std::string> ProcessHookTools::secret_ids() {
  return ask({"secret-ids", kAsJson}, read_texts);
}

SecretInfo ProcessHookTools::secret_info_get(const SecretRef& secret) {
  Argv argv{"secret-info-get", kAsJson};
  return ask(add_ref(argv, secret), read_secret_info);
}

void ProcessHookTools::secret_remove(const std::string& id, const Optional<int>& revision) {
  tell(Argv{"secret-remove", id}.option("--revision", revision));
}

void ProcessHookTools::secret_revoke(const std::string& id, const SecretRevocation& from) {
  tell(Argv{"secret-revoke"}
           .option("--relation", from.relation_id)
           .option("--app", from.app)
           .option("--unit", from.unit)
           .add(id));
}

void ProcessHookTools::secret_set(const std::string& id,
                                  const Map<std::string, std::string>& content,
                                  const SecretOptions& options, const std::string& owner) {
  Argv argv{"secret-set"};
  tell_content(add_options(argv, options, owner).add(id), content);
}

void ProcessHookTools::storage_add(const Map<std::string, int>& counts) {
  Argv argv{"storage-add"};
  for (const auto& [name, count] : counts) argv.add(equation(name, std::to_string(count)));
  tell(argv);
}

Storage ProcessHookTools::storage_get(const Optional<std::string>& id) {
  return ask(Argv{"storage-get", kAsJson}.option("-s", id), read_storage);
}

List<std::string> ProcessHookTools::storage_list(const Optional<std::string>& name) {
  Argv argv{"storage-list", kAsJson};
  if (name) argv.add(*name);
  return ask(argv, read_texts);
}

std::string ProcessHookTools::resource_get(const std::string& name) {
  return ask({"resource-get", name}, read_plain_line);
}

void ProcessHookTools::state_delete(const std::string& key) { tell({"state-delete", key}); }

Map<std::string, std::string> ProcessHookTools::state_get() {
  return ask({"state-get", kAsJson}, read_text_map);
}

base::Json ProcessHookTools::state_get_key(const std::string& key) {
  return ask({"state-get", kAsJson, key}, read_json);
}

void ProcessHookTools::state_set(const Map<std::string, std::string>& data) {
  Argv argv{"state-set"};
  tell_text(argv, json_object(data));
}

void ProcessHookTools::add_metric(const Map<std::string, std::string>& metrics,
                                  const Map<std::string, std::string>& labels) {
  Argv argv{"add-metric"};
  std::string all;
  for (const auto& [name, value] : labels) (all += all.empty() ? "" : ",") += equation(name, value);
  if (!all.empty()) argv.add("--labels").add(all);
  for (const auto& [name, value] : metrics) argv.add(equation(name, value));
  tell(argv);
}

void ProcessHookTools::pod_spec_set(const std::string& spec,
                                    const Optional<std::string>& k8s_resources) {
  const Argv redacted{"pod-spec-set", "--", kRedacted};
  PrivateFiles files;
  Argv argv{"pod-spec-set", "--file", files.add("spec.yaml", spec)};
  if (k8s_resources)
    argv.add("--k8s-resources").add(files.add("k8s-resources.yaml", *k8s_resources));
  tell(argv, {.redacted = &redacted});
}

}  // namespace ops::juju
