/// Calls an HttpClient as it is told, for runners of recorded cases that are written in Python.
///
/// usage: client_calls SOCKET TIMEOUT
///
/// Reads calls, {"method": ..., "args": {...}} a line, under the names of ops.pebble.Client and as
/// FORMAT.md §7 writes them; writes what came of each, {"ok": ...} or {"error": ...} a line. What
/// exec returns is called by its number: {"method": "process.wait", "args": {"process": 1}}.

#include <cmath>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>

#include "client_values.h"
#include "ops/base/base64.h"
#include "ops/base/errors.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/http_client.h"
#include "ops/pebble/words.h"
#include "ops/pebble/yaml.h"

namespace conformance {

namespace pebble = ops::pebble;
using ops::base::Duration, ops::base::Optional;

namespace {

constexpr double kSecond = 1e9;

/// The arguments of a call; those that are null were not given.
class Arguments {
 public:
  explicit Arguments(const json& all) : all_(&all) {}

  bool has(const char* name) const { return all_->contains(name) && !all_->at(name).is_null(); }
  const json& operator[](const char* name) const { return all_->at(name); }

  std::string text(const char* name) const { return has(name) ? std::string(at(name)) : ""; }
  bool flag(const char* name) const { return has(name) && at(name).get<bool>(); }

  Optional<int> number(const char* name) const {
    return has(name) ? Optional<int>(at(name).get<int>()) : Optional<int>();
  }

  Optional<std::string> optional_text(const char* name) const {
    return has(name) ? Optional<std::string>(text(name)) : Optional<std::string>();
  }

  Optional<Duration> duration(const char* name) const {
    if (!has(name)) return {};
    return Duration::of_ns(std::llround(at(name).get<double>() * kSecond));
  }

  pebble::Names names(const char* name) const {
    pebble::Names all;
    if (has(name))
      for (const json& one : at(name)) all = all.with(one.get<std::string>());
    return all;
  }

  ops::base::Map<std::string, std::string> map(const char* name) const {
    ops::base::Map<std::string, std::string> all;
    if (has(name))
      for (const auto& [key, value] : at(name).items())
        all = all.with(key, value.get<std::string>());
    return all;
  }

  /// Of text, or of {"base64": ...}.
  std::string bytes(const char* name) const {
    if (!has(name)) return {};
    if (at(name).is_string()) return at(name);
    return *ops::base::base64_bytes(std::string(at(name).at("base64")));
  }

  Optional<int> permissions() const {
    if (!has("permissions")) return {};
    return std::stoi(text("permissions"), nullptr, 8);
  }

  pebble::Owner owner() const {
    return {.user_id = number("user_id"),
            .user = optional_text("user"),
            .group_id = number("group_id"),
            .group = optional_text("group")};
  }

 private:
  const json& at(const char* name) const { return all_->at(name); }

  const json* all_;
};

using Processes = std::map<int, std::unique_ptr<pebble::ExecProcess>>;

struct Caller {
  pebble::HttpClient client;
  Processes processes = {};
};

using Call = json (*)(Caller& caller, const Arguments& given);

Duration timeout_of(const Arguments& given) {
  return given.duration("timeout").value_or(pebble::Client::kDefaultTimeout);
}

template <std::string (pebble::Client::*act)(const pebble::Names&, const Duration&)>
json change_named(Caller& caller, const Arguments& given) {
  return (caller.client.*act)(given.names("services"), timeout_of(given));
}

template <std::string (pebble::Client::*act)(const Duration&)>
json change_all(Caller& caller, const Arguments& given) {
  return (caller.client.*act)(timeout_of(given));
}

json add_layer(Caller& caller, const Arguments& given) {
  const std::string label = given.text("label");
  const bool combine = given.flag("combine");
  if (given["layer"].is_string())
    caller.client.add_layer(label, std::string_view(given.text("layer")), combine);
  else
    caller.client.add_layer(label, pebble::layer_from_yaml(given["layer"].dump(), label), combine);
  return nullptr;
}

json send_signal(Caller& caller, const Arguments& given) {
  if (given["sig"].is_number())
    caller.client.send_signal(given["sig"].get<int>(), given.names("services"));
  else
    caller.client.send_signal(given.text("sig"), given.names("services"));
  return nullptr;
}

json get_changes(Caller& caller, const Arguments& given) {
  const std::string select = given.text("select");
  return dump(caller.client.get_changes(select == "all"     ? pebble::ChangeState::all
                                        : select == "ready" ? pebble::ChangeState::ready
                                                            : pebble::ChangeState::in_progress,
                                        given.text("service")));
}

json get_checks(Caller& caller, const Arguments& given) {
  const auto level = pebble::check_level_of(given.text("level"));
  return dump(caller.client.get_checks(given.names("names"), *level.get_if<pebble::CheckLevel>()));
}

json notify(Caller& caller, const Arguments& given) {
  const auto type = pebble::notice_type_of(given.text("type"));
  return caller.client.notify(
      *type.get_if<pebble::NoticeType>(), given.text("key"),
      {.data = given.map("data"), .repeat_after = given.duration("repeat_after")});
}

json get_notices(Caller& caller, const Arguments& given) {
  pebble::NoticeFilter filter{.user_id = given.number("user_id"), .keys = given.names("keys")};
  if (given.text("users") == "all") filter.users = pebble::NoticesUsers::all;
  for (const std::string& type : given.names("types"))
    filter.types = filter.types.with(pebble::notice_type_of(type));
  return dump(caller.client.get_notices(filter));
}

json push(Caller& caller, const Arguments& given) {
  caller.client.push(given.text("path"), given.bytes("source"),
                     {.make_dirs = given.flag("make_dirs"),
                      .permissions = given.permissions(),
                      .owner = given.owner()});
  return nullptr;
}

json pull(Caller& caller, const Arguments& given) {
  return {{"content", dump_bytes(caller.client.pull(given.text("path")), !given.flag("bytes"))}};
}

json list_files(Caller& caller, const Arguments& given) {
  return dump(caller.client.list_files(
      given.text("path"), {.pattern = given.text("pattern"), .itself = given.flag("itself")}));
}

json make_dir(Caller& caller, const Arguments& given) {
  caller.client.make_dir(given.text("path"), {.make_parents = given.flag("make_parents"),
                                              .permissions = given.permissions(),
                                              .owner = given.owner()});
  return nullptr;
}

json remove_path(Caller& caller, const Arguments& given) {
  caller.client.remove_path(given.text("path"), {.recursive = given.flag("recursive")});
  return nullptr;
}

json exec(Caller& caller, const Arguments& given) {
  const pebble::ExecOptions options{.service_context = given.text("service_context"),
                                    .environment = given.map("environment"),
                                    .working_dir = given.text("working_dir"),
                                    .timeout = given.duration("timeout"),
                                    .run_as = given.owner(),
                                    .stdin = given.bytes("stdin"),
                                    .keep_stdin = given.flag("keep_stdin"),
                                    .combine_stderr = given.flag("combine_stderr")};
  const int number = static_cast<int>(caller.processes.size()) + 1;
  caller.processes[number] =
      std::make_unique<pebble::ExecProcess>(caller.client.exec(given.names("command"), options));
  return {{"process", number}};
}

pebble::ExecProcess& process_of(Caller& caller, const Arguments& given) {
  return *caller.processes.at(given["process"].get<int>());
}

json wait(Caller& caller, const Arguments& given) {
  process_of(caller, given).wait();
  return nullptr;
}

json wait_output(Caller& caller, const Arguments& given) {
  const bool as_text = !given.flag("bytes");
  const pebble::ExecOutput output = process_of(caller, given).wait_output();
  return {{"stdout", dump_bytes(output.stdout, as_text)},
          {"stderr", output.stderr ? dump_bytes(*output.stderr, as_text) : json()}};
}

json signal_process(Caller& caller, const Arguments& given) {
  if (given["sig"].is_number())
    process_of(caller, given).send_signal(given["sig"].get<int>());
  else
    process_of(caller, given).send_signal(given.text("sig"));
  return nullptr;
}

Optional<pebble::Identity> identity_of(const json& given) {
  if (given.is_null()) return {};
  pebble::Identity identity{.access = pebble::identity_access_of(given["access"])};
  if (given.contains("local"))
    identity.local = pebble::LocalIdentity{given["local"]["user-id"].get<int>()};
  if (given.contains("basic"))
    identity.basic = pebble::BasicIdentity{given["basic"]["password"].get<std::string>()};
  return identity;
}

json replace_identities(Caller& caller, const Arguments& given) {
  ops::base::Map<std::string, Optional<pebble::Identity>> all;
  for (const auto& [name, identity] : given["identities"].items())
    all = all.with(name, identity_of(identity));
  caller.client.replace_identities(all);
  return nullptr;
}

using Table = std::map<std::string, Call>;

const Table kServicesAndFiles = {
    {"start_services", change_named<&pebble::Client::start_services>},
    {"stop_services", change_named<&pebble::Client::stop_services>},
    {"restart_services", change_named<&pebble::Client::restart_services>},
    {"replan_services", change_all<&pebble::Client::replan_services>},
    {"autostart_services", change_all<&pebble::Client::autostart_services>},
    {"add_layer", add_layer},
    {"send_signal", send_signal},
    {"get_changes", get_changes},
    {"get_checks", get_checks},
    {"notify", notify},
    {"get_notices", get_notices},
    {"push", push},
    {"pull", pull},
    {"list_files", list_files},
    {"make_dir", make_dir},
    {"remove_path", remove_path},
};

const Table kCommands = {
    {"exec", exec},
    {"process.wait", wait},
    {"process.wait_output", wait_output},
    {"process.send_signal", signal_process},
    {"process.write",
     [](Caller& caller, const Arguments& given) -> json {
       process_of(caller, given).write_stdin(given.text("text"));
       return nullptr;
     }},
    {"process.close_stdin",
     [](Caller& caller, const Arguments& given) -> json {
       process_of(caller, given).close_stdin();
       return nullptr;
     }},
    {"process.read_stdout",
     [](Caller& caller, const Arguments& given) -> json {
       return dump_bytes(process_of(caller, given).read_stdout(), true);
     }},
    {"process.read_stderr",
     [](Caller& caller, const Arguments& given) -> json {
       return dump_bytes(process_of(caller, given).read_stderr(), true);
     }},
};

const Table kOthers = {
    {"replace_identities", replace_identities},
    {"remove_identities",
     [](Caller& caller, const Arguments& given) -> json {
       caller.client.remove_identities(given.names("identities"));
       return nullptr;
     }},
    {"get_identities",
     [](Caller& caller, const Arguments&) { return dump(caller.client.get_identities()); }},
    {"get_warnings",
     [](Caller& caller, const Arguments& given) {
       return dump(caller.client.get_warnings(given.text("select") == "all"
                                                  ? pebble::WarningState::all
                                                  : pebble::WarningState::pending));
     }},
    {"ack_warnings",
     [](Caller& caller, const Arguments& given) -> json {
       return caller.client.ack_warnings(ops::base::Timestamp(given.text("timestamp")));
     }},
    {"get_system_info",
     [](Caller& caller, const Arguments&) { return dump(caller.client.get_system_info()); }},
    {"get_plan", [](Caller& caller, const Arguments&) { return dump(caller.client.get_plan()); }},
    {"get_plan.text",
     [](Caller& caller, const Arguments&) -> json {
       return pebble::to_yaml(caller.client.get_plan());
     }},
    {"get_services",
     [](Caller& caller, const Arguments& given) {
       return dump(caller.client.get_services(given.names("names")));
     }},
    {"start_checks",
     [](Caller& caller, const Arguments& given) {
       return dump(caller.client.start_checks(given.names("checks")));
     }},
    {"stop_checks",
     [](Caller& caller, const Arguments& given) {
       return dump(caller.client.stop_checks(given.names("checks")));
     }},
    {"get_change",
     [](Caller& caller, const Arguments& given) {
       return dump(caller.client.get_change(given.text("change_id")));
     }},
    {"wait_change",
     [](Caller& caller, const Arguments& given) {
       return dump(caller.client.wait_change(given.text("change_id"), timeout_of(given)));
     }},
    {"abort_change",
     [](Caller& caller, const Arguments& given) {
       return dump(caller.client.abort_change(given.text("change_id")));
     }},
    {"get_notice",
     [](Caller& caller, const Arguments& given) {
       return dump(caller.client.get_notice(given.text("id")));
     }},
};

Call call_named(const std::string& name) {
  for (const Table* table : {&kServicesAndFiles, &kCommands, &kOthers})
    if (const auto found = table->find(name); found != table->end()) return found->second;
  throw std::out_of_range("there is no method " + name);
}

void answer_all(Caller& caller) {
  for (std::string line; std::getline(std::cin, line);) {
    const json call = json::parse(line);
    const Call made = call_named(call.at("method"));
    std::cout << result_of([&] { return made(caller, Arguments(call.at("args"))); }) << std::endl;
  }
}

}  // namespace

}  // namespace conformance

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const double timeout_s = std::strtod(arguments[2], nullptr);
  conformance::Caller caller{
      .client = conformance::pebble::HttpClient(
          arguments[1], conformance::Duration::of_ns(std::llround(timeout_s * 1e9)))};
  conformance::answer_all(caller);
}
