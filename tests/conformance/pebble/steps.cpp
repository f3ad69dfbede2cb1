#include "steps.h"

#include <algorithm>
#include <cmath>

#include "ops/base/errors.h"
#include "ops/pebble/errors.h"
#include "ops/pebble/layers.h"
#include "ops/pebble/yaml.h"
#include "results.h"
#include "sent_layer.h"

namespace conformance {

namespace pebble = ops::pebble;
namespace testing = ops::testing;

namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr double kSecond = 1e9;

pebble::Names names_of(const json& step, const char* key) {
  pebble::Names names;
  const json given = step.value(key, json::array());
  if (given.is_string())  // as Python takes it: its characters
    for (const char c : given.get<std::string>()) names = names.with(std::string(1, c));
  else
    for (const json& name : given) names = names.with(name.get<std::string>());
  return names;
}

ops::base::Duration duration_of(double seconds) {
  return ops::base::Duration::of_ns(static_cast<std::int64_t>(std::llround(seconds * kSecond)));
}

ops::base::Duration timeout_of(const json& step) {
  return duration_of(step.value("timeout", 30.0));
}

ops::base::Map<std::string, std::string> map_of(const json& object) {
  ops::base::Map<std::string, std::string> all;
  for (const auto& [key, value] : object.items()) all = all.with(key, value.get<std::string>());
  return all;
}

ops::base::Optional<int> permissions_of(const json& step) {
  if (!step.contains("permissions")) return {};
  return std::stoi(step["permissions"].get<std::string>(), nullptr, 8);
}

pebble::Owner owner_of(const json& step) {
  pebble::Owner owner;
  if (step.contains("user_id")) owner.user_id = step["user_id"].get<int>();
  if (step.contains("group_id")) owner.group_id = step["group_id"].get<int>();
  if (step.contains("user")) owner.user = step["user"].get<std::string>();
  if (step.contains("group")) owner.group = step["group"].get<std::string>();
  return owner;
}

/// Text in the encoding that a step gives.
std::string encoded(const json& step, const std::string& bytes) {
  if (step.value("encoding", json("utf-8")) != "latin-1") return bytes;
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    out += byte < 0x80 ? bytes[i] : static_cast<char>(((byte & 3) << 6) | (bytes[++i] & 0x3F));
  }
  return out;
}

json encoding_of(const json& step) { return step.value("encoding", json("utf-8")); }

const char* type_word(pebble::FileType type) {
  return type == pebble::FileType::directory    ? "directory"
         : type == pebble::FileType::symlink    ? "symlink"
         : type == pebble::FileType::named_pipe ? "named-pipe"
         : type == pebble::FileType::socket     ? "socket"
                                                : "file";
}

json stat_json(testing::Disk& disk, const std::string& path) {
  testing::Place place;
  try {
    place = disk.find(path, testing::LastLink::kept);
  } catch (const testing::DiskError&) {
    return nullptr;
  }
  const testing::File& file = *place.file;
  json all{{"type", type_word(file.type)},
           {"uid", static_cast<unsigned>(file.user_id)},
           {"gid", static_cast<unsigned>(file.group_id)}};
  char mode[16];
  std::snprintf(mode, sizeof mode, "%04o", static_cast<unsigned>(file.permissions));
  if (file.type == pebble::FileType::symlink)
    all["target"] = *file.content;
  else
    all["mode"] = mode;
  if (file.type == pebble::FileType::file) all["size"] = disk.size_of(place);
  return all;
}

}  // namespace

/// One function for each operation.
struct Operations {
  using Do = json (*)(Steps& steps, const json& step);

  static json change(Steps& steps, const json& step) {
    const std::string action = step["op"];
    const pebble::Names names = names_of(step, "services");
    const ops::base::Duration timeout = timeout_of(step);
    testing::FakePebble& fake = steps.fake_;
    const std::string id = action == "start"       ? fake.start_services(names, timeout)
                           : action == "stop"      ? fake.stop_services(names, timeout)
                           : action == "restart"   ? fake.restart_services(names, timeout)
                           : action == "autostart" ? fake.autostart_services(timeout)
                                                   : fake.replan_services(timeout);
    steps.save(step, id);
    if (timeout.ns() == 0) return {{"id", id}};
    return {{"change", json_of(fake.get_change(id))}};
  }

  static json add_layer(Steps& steps, const json& step) {
    steps.fake_.add_layer(step["label"].get<std::string>(), sent_text(step["layer"]),
                          step.value("combine", false));
    return nullptr;
  }

  static json get_plan(Steps& steps, const json& step) {
    const std::string text = pebble::to_yaml(steps.fake_.get_plan());
    return step.value("parsed", false) ? as_ops_gives_it(text) : json(text);
  }

  static json send_signal(Steps& steps, const json& step) {
    const pebble::Names services = names_of(step, "services");
    if (step["signal"].is_number())
      steps.fake_.send_signal(step["signal"].get<int>(), services);
    else
      steps.fake_.send_signal(step["signal"].get<std::string>(), services);
    return nullptr;
  }

  static json get_changes(Steps& steps, const json& step) {
    const std::string select = step.value("select", "in-progress");
    json changes =
        json_of(steps.fake_.get_changes(select == "all"     ? pebble::ChangeState::all
                                        : select == "ready" ? pebble::ChangeState::ready
                                                            : pebble::ChangeState::in_progress,
                                        step.value("service", "")));
    if (step.value("by_name", false)) sort_by_name(changes);
    return changes;
  }

  /// By the last quoted name in the summary.
  static void sort_by_name(json& changes) {
    const auto name = [](const json& change) {
      const std::string summary = change["summary"];
      const std::size_t end = summary.rfind('"');
      if (end == summary.npos) return std::string();
      const std::size_t start = summary.rfind('"', end - 1);
      return summary.substr(start, end - start);
    };
    std::stable_sort(changes.begin(), changes.end(),
                     [&](const json& a, const json& b) { return name(a) < name(b); });
  }

  static json get_checks(Steps& steps, const json& step) {
    const std::string level = step.value("level", "");
    const json checks = json_of(steps.fake_.get_checks(
        names_of(step, "names"), level == "alive"   ? pebble::CheckLevel::alive
                                 : level == "ready" ? pebble::CheckLevel::ready
                                                    : pebble::CheckLevel::unset));
    const json wanted = step.value("save", json::object());
    for (const auto& [saved, name] : wanted.items())
      for (const json& check : checks)
        if (check["name"] == name && check["change_id"].is_string())
          steps.saved_[saved] = check["change_id"];
    return checks;
  }

  static json push(Steps& steps, const json& step) {
    steps.fake_.push(step["path"].get<std::string>(), encoded(step, content_of(step)),
                     {.make_dirs = step.value("make_dirs", false),
                      .permissions = permissions_of(step),
                      .owner = owner_of(step)});
    return nullptr;
  }

  static json list_files(Steps& steps, const json& step) {
    json all = json::array();
    for (const pebble::FileInfo& file : steps.fake_.list_files(
             step["path"].get<std::string>(),
             {.pattern = step.value("pattern", ""), .itself = step.value("itself", false)}))
      all.push_back(json_of(file, step.value("times", false)));
    return all;
  }

  static pebble::ExecOptions exec_options_of(const json& step) {
    const bool has_input = step.contains("stdin") || step.contains("stdin_base64");
    pebble::ExecOptions options{
        .service_context = step.value("service_context", ""),
        .environment = map_of(step.value("environment", json::object())),
        .working_dir = step.value("working_dir", ""),
        .run_as = owner_of(step),
        .stdin = step.contains("stdin_base64") ? from_base64(step["stdin_base64"])
                                               : encoded(step, step.value("stdin", "")),
        .keep_stdin = !has_input && step.value("then", json("wait_output")).is_null(),
        .combine_stderr = step.value("combine_stderr", false)};
    if (step.contains("timeout")) options.timeout = duration_of(step["timeout"].get<double>());
    return options;
  }

  static json exec(Steps& steps, const json& step) {
    auto process = std::make_unique<pebble::ExecProcess>(
        steps.fake_.exec(names_of(step, "command"), exec_options_of(step)));
    const std::string saved = step.value("save", "");
    if (!saved.empty()) {
      const auto changes = steps.fake_.get_changes(pebble::ChangeState::all, "");
      steps.saved_[saved] = changes[changes.size() - 1].id;
    }
    const json then = step.value("then", json("wait_output"));
    pebble::ExecProcess& running = *process;
    if (!saved.empty()) steps.processes_[saved] = std::move(process);
    if (then.is_null()) return nullptr;
    if (step.value("capture", false)) return captured(steps, running);
    if (then == "wait") return waited(running);
    return waited_output(running, encoding_of(step));
  }

  /// To files, which is to say that the errors do not show it.
  static json captured(Steps& steps, pebble::ExecProcess& process) {
    const auto keep = [&](const ops::base::Optional<std::string>& out,
                          const ops::base::Optional<std::string>& err) {
      steps.captured_ = {{"stdout", output_json(out, "utf-8")}};
      if (err) steps.captured_["stderr"] = output_json(err, "utf-8");
    };
    try {
      const pebble::ExecOutput output = process.wait_output();
      keep(output.stdout, output.stderr);
      return {{"exit_code", 0}};
    } catch (const pebble::ExecError& error) {
      keep(error.stdout(), error.stderr());
      throw pebble::ExecError(error.command(), error.exit_code(), {}, {});
    }
  }

  static json exec_read_line(Steps& steps, const json& step) {
    const std::string name = step["proc"];
    const bool of_stderr = step.value("stream", "stdout") == "stderr";
    std::string& unread = steps.unread_[name + (of_stderr ? "/stderr" : "")];
    pebble::ExecProcess& process = *steps.processes_.at(name);
    while (unread.find('\n') == unread.npos) {
      const std::string more = of_stderr ? process.read_stderr() : process.read_stdout();
      if (more.empty()) break;
      unread += more;
    }
    const std::size_t end = std::min(unread.find('\n'), unread.size() - 1);
    const std::string line = unread.substr(0, end + 1);
    unread.erase(0, end + 1);
    return line;
  }

  static json waited(pebble::ExecProcess& process) {
    process.wait();
    return {{"exit_code", 0}};
  }
  static json waited_output(pebble::ExecProcess& process, const json& encoding) {
    try {
      const pebble::ExecOutput output = process.wait_output();
      return {{"stdout", output_json(output.stdout, encoding)},
              {"stderr", output_json(output.stderr, encoding)}};
    } catch (const pebble::ExecError& error) {
      throw Encoded{error_of(error, encoding)};
    }
  }

  static json notify(Steps& steps, const json& step) {
    pebble::NotifyOptions options{.data = map_of(step.value("data", json::object()))};
    if (step.contains("repeat_after_ms"))
      options.repeat_after = duration_of(step["repeat_after_ms"].get<double>() / 1000);
    const std::string type = step.value("type", "custom");
    const std::string id =
        steps.fake_.notify(type == "custom"    ? pebble::NoticeType::custom
                           : type == "warning" ? pebble::NoticeType::warning
                                               : pebble::NoticeType::change_update,
                           step["key"].get<std::string>(), options);
    steps.save(step, id);
    return {{"id", id}};
  }

  static json get_notices(Steps& steps, const json& step) {
    pebble::NoticeFilter filter{.keys = names_of(step, "keys")};
    if (step.value("users", "") == "all") filter.users = pebble::NoticesUsers::all;
    if (step.contains("user_id") && !step["user_id"].is_null())
      filter.user_id = step["user_id"].get<int>();
    for (const std::string& type : names_of(step, "types")) {
      using Type = ops::base::OneOf<pebble::NoticeType, std::string>;
      const Type one = type == "custom"          ? Type(pebble::NoticeType::custom)
                       : type == "change-update" ? Type(pebble::NoticeType::change_update)
                       : type == "warning"       ? Type(pebble::NoticeType::warning)
                                                 : Type(type);
      filter.types = filter.types.with(one);
    }
    return json_of(steps.fake_.get_notices(filter));
  }

  static json logs(Steps& steps, const json& step) {
    std::vector<json> lines;
    const pebble::Names services = names_of(step, "services");
    for (const testing::ServiceLine& line : steps.fake_.daemon().lines())
      if (services.empty() ||
          std::find(services.begin(), services.end(), line.service) != services.end())
        lines.push_back({line.service, line.text});
    const int wanted = step.value("n", 30);
    const std::size_t count = wanted < 0 ? lines.size() : static_cast<std::size_t>(wanted);
    if (lines.size() > count) lines.erase(lines.begin(), lines.end() - static_cast<long>(count));
    return lines;
  }

  static json port_requests(Steps& steps, const json& step) {
    json all = json::array();
    for (const testing::Request& request : steps.world_.requests(step["port"])) {
      json headers = json::object();
      for (const std::string& name : names_of(step, "headers")) {
        const std::string* value = request.headers.find(name);
        headers[name] = value ? json(*value) : json();
      }
      all.push_back({{"method", "GET"}, {"path", request.path}, {"headers", headers}});
    }
    return all;
  }

  static json wait_daemon(Steps& steps, const json& step) {
    steps.pass(step.value("timeout_ms", 5000) * kMillisecond);
    return steps.end();
  }

  static const std::map<std::string, Do>& all();
};

const std::map<std::string, Operations::Do>& Operations::all() {
  static const std::map<std::string, Do> table = {
      {"add_layer", add_layer},
      {"get_plan", get_plan},
      {"start", change},
      {"stop", change},
      {"restart", change},
      {"replan", change},
      {"autostart", change},
      {"send_signal", send_signal},
      {"get_changes", get_changes},
      {"get_checks", get_checks},
      {"push", push},
      {"list_files", list_files},
      {"exec", exec},
      {"notify", notify},
      {"get_notices", get_notices},
      {"logs", logs},
      {"wait_daemon", wait_daemon},
      {"get_services",
       [](Steps& steps, const json& step) {
         return json_of(steps.fake_.get_services(names_of(step, "names")));
       }},
      {"get_change",
       [](Steps& steps, const json& step) { return json_of(steps.fake_.get_change(step["id"])); }},
      {"abort_change",
       [](Steps& steps, const json& step) {
         return json_of(steps.fake_.abort_change(step["id"]));
       }},
      {"wait_change",
       [](Steps& steps, const json& step) {
         return json_of(steps.fake_.wait_change(step["id"], timeout_of(step)));
       }},
      {"start_checks",
       [](Steps& steps, const json& step) {
         json names = json::array();
         for (const std::string& name : steps.fake_.start_checks(names_of(step, "checks")))
           names.push_back(name);
         return names;
       }},
      {"stop_checks",
       [](Steps& steps, const json& step) {
         json names = json::array();
         for (const std::string& name : steps.fake_.stop_checks(names_of(step, "checks")))
           names.push_back(name);
         return names;
       }},
      {"pull",
       [](Steps& steps, const json& step) {
         return content_json(steps.fake_.pull(step["path"]), encoding_of(step));
       }},
      {"make_dir",
       [](Steps& steps, const json& step) -> json {
         steps.fake_.make_dir(step["path"], {.make_parents = step.value("make_parents", false),
                                             .permissions = permissions_of(step),
                                             .owner = owner_of(step)});
         return nullptr;
       }},
      {"remove_path",
       [](Steps& steps, const json& step) -> json {
         steps.fake_.remove_path(step["path"], {.recursive = step.value("recursive", false)});
         return nullptr;
       }},
      {"exec_signal",
       [](Steps& steps, const json& step) -> json {
         pebble::ExecProcess& process = *steps.processes_.at(step["proc"]);
         if (step["signal"].is_number())
           process.send_signal(step["signal"].get<int>());
         else
           process.send_signal(step["signal"].get<std::string>());
         return nullptr;
       }},
      {"exec_captured", [](Steps& steps, const json&) { return steps.captured_; }},
      {"exec_read_line", exec_read_line},
      {"exec_write",
       [](Steps& steps, const json& step) -> json {
         steps.processes_.at(step["proc"])->write_stdin(step["text"].get<std::string>());
         return nullptr;
       }},
      {"exec_close_stdin",
       [](Steps& steps, const json& step) -> json {
         steps.processes_.at(step["proc"])->close_stdin();
         return nullptr;
       }},
      {"exec_wait",
       [](Steps& steps, const json& step) { return waited(*steps.processes_.at(step["proc"])); }},
      {"exec_wait_output",
       [](Steps& steps, const json& step) {
         return waited_output(*steps.processes_.at(step["proc"]), "utf-8");
       }},
      {"get_notice",
       [](Steps& steps, const json& step) { return json_of(steps.fake_.get_notice(step["id"])); }},
      {"get_system_info",
       [](Steps& steps, const json&) -> json {
         return {{"version", steps.fake_.get_system_info().version}};
       }},
      {"sleep",
       [](Steps& steps, const json& step) -> json {
         steps.pass(step["ms"].get<std::int64_t>() * kMillisecond);
         return nullptr;
       }},
      {"mark",
       [](Steps& steps, const json&) -> json {
         steps.mark_ns_ = steps.now();
         return nullptr;
       }},
      {"sleep_until",
       [](Steps& steps, const json& step) -> json {
         const std::int64_t until = steps.mark_ns_ + step["ms"].get<std::int64_t>() * kMillisecond;
         steps.fake_.daemon().advance_to(until);
         return nullptr;
       }},
      {"open_port",
       [](Steps& steps, const json& step) -> json {
         steps.world_.open_port(step);
         return nullptr;
       }},
      {"close_port",
       [](Steps& steps, const json& step) -> json {
         steps.world_.close_port(step["port"]);
         return nullptr;
       }},
      {"set_route",
       [](Steps& steps, const json& step) -> json {
         steps.world_.set_route(step["port"], step["path"], step);
         return nullptr;
       }},
      {"port_requests", port_requests},
      {"box_make",
       [](Steps& steps, const json& step) -> json {
         steps.fake_.disk().put(
             steps.fake_.disk().walk(step["path"].get<std::string>(), testing::LastLink::kept),
             file_of(step));
         return nullptr;
       }},
      {"box_read",
       [](Steps& steps, const json& step) {
         testing::Disk& disk = steps.fake_.disk();
         return content_json(disk.read(disk.find(step["path"].get<std::string>())), nullptr);
       }},
      {"box_remove",
       [](Steps& steps, const json& step) -> json {
         testing::Disk& disk = steps.fake_.disk();
         disk.erase(disk.find(step["path"].get<std::string>(), testing::LastLink::kept));
         return nullptr;
       }},
      {"box_stat",
       [](Steps& steps, const json& step) { return stat_json(steps.fake_.disk(), step["path"]); }},
  };
  return table;
}

bool knows_operation(const std::string& name) { return Operations::all().contains(name); }

Steps::Steps(const json& recorded)
    : world_(recorded),
      fake_(world_.container(), world_.surroundings()),
      normaliser_(recorded.value("raw_ids", false)),
      mark_ns_(testing::kTimeBeginsNs) {}

json Steps::filled(const json& step) const {
  json out = step;
  if (out.is_string()) {
    std::string text = out;
    for (const auto& [name, value] : saved_)
      for (std::size_t at; (at = text.find("${" + name + '}')) != text.npos;)
        text.replace(at, name.size() + 3, value);
    return text;
  }
  if (out.is_structured())
    for (auto item = out.begin(); item != out.end(); ++item)
      if (!out.is_object() || item.key() != "layer") *item = filled(*item);
  return out;
}

json Steps::run(const json& given) {
  const json step = filled(given);
  const std::string name = step.at("op");
  const std::int64_t before = now();
  const json result = result_of(fake_, [&] { return Operations::all().at(name)(*this, step); });
  if (step.value("ignore", false)) return nullptr;
  json normal = normaliser_.normal(result, name == "notify" ? 'n' : 'c');
  if (step.contains("time")) {
    const double unit = step["time"];
    const double took = static_cast<double>(now() - before) / kMillisecond;
    normal["took_ms"] = static_cast<std::int64_t>(std::floor((took + 0.4 * unit) / unit) * unit);
  }
  return normal;
}

json Steps::end() {
  const std::optional<int>& code = fake_.daemon().exit_code();
  return code ? json{{"exit_code", *code}} : json{{"running", true}};
}

}  // namespace conformance
