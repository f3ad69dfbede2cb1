#include "case_world.h"

#include <cstdio>

#include "ops/base/base64.h"

namespace conformance {

using ops::pebble::FileType;
using ops::testing::Answer, ops::testing::Container, ops::testing::File, ops::testing::ProgramRun,
    ops::testing::Request;

namespace {

constexpr const char* kPasswd =
    "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n"
    "bin:x:2:2:bin:/bin:/usr/sbin/nologin\nlp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin\n"
    "mail:x:8:8:mail:/var/mail:/usr/sbin/nologin\n"
    "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n";
constexpr const char* kGroup =
    "root:x:0:\ndaemon:x:1:\nbin:x:2:\nlp:x:7:\nmail:x:8:\nnogroup:x:65534:\n";
constexpr std::int64_t kMillisecond = 1'000'000, kSecond = 1'000'000'000;

int octal(const json& described, const char* key, int otherwise) {
  return described.contains(key) ? std::stoi(described[key].get<std::string>(), nullptr, 8)
                                 : otherwise;
}

FileType type_of(const std::string& name) {
  return name == "directory"    ? FileType::directory
         : name == "symlink"    ? FileType::symlink
         : name == "named-pipe" ? FileType::named_pipe
         : name == "socket"     ? FileType::socket
                                : FileType::file;
}

void act(const json& action, ProgramRun& run);

/// What follows something that takes time looks at the files only then.
void act_all(const json& actions, ProgramRun& run) {
  for (std::size_t i = 0; i < actions.size(); ++i) {
    act(actions[i], run);
    if (!actions[i].contains("sleep") && !actions[i].contains("read_line")) continue;
    const json rest(actions.begin() + static_cast<long>(i) + 1, actions.end());
    return run.then([rest](ProgramRun& later) { act_all(rest, later); });
  }
}

std::string ids_text(const ProgramRun& run) {
  const auto id = [](const auto& owner) {
    return std::to_string(static_cast<unsigned>(owner.value_or(0)));
  };
  return id(run.owner().user_id) + ':' + id(run.owner().group_id) + '\n';
}

std::string variable_text(const std::string& name, const ProgramRun& run) {
  const std::string* value = run.environment().find(name);
  return name + '=' + (value ? *value : "(unset)") + '\n';
}

std::string arguments_text(const ProgramRun& run) {
  std::string text;
  bool first = true;
  for (const std::string& word : run.words()) {
    if (!first) text += '[' + word + "]\n";
    first = false;
  }
  return text;
}

std::string repeated(const json& what) {
  std::string text;
  for (int i = 0; i < what[1].get<int>(); ++i) text += what[0].get<std::string>();
  return text;
}

void act_on_files(const std::string& name, const json& value, ProgramRun& run) {
  if (name == "append") {
    const std::string path = value[0];
    run.write(path, (run.exists(path) ? run.read(path) : "") + value[1].get<std::string>());
  }
  if (name == "touch" && !run.exists(value)) run.write(value, "");
  if (name == "rm" && run.exists(value)) run.remove(value);
  if (name == "if_file") act_all(run.exists(value[0]) ? value[1] : value[2], run);
}

void act(const json& action, ProgramRun& run) {
  const std::string name = action.begin().key();
  const json& value = action.begin().value();
  if (name == "out") run.out(value.get<std::string>());
  if (name == "err") run.err(value.get<std::string>());
  if (name == "out_repeat") run.out(repeated(value));
  if (name == "sleep")
    run.sleep(
        ops::base::Duration::of_ns(static_cast<std::int64_t>(value.get<double>() * kMillisecond)));
  if (name == "forever") run.run_for_ever();
  if (name == "exit") run.exit(value);
  if (name == "die") run.die(value.get<std::string>());
  if (name == "cat") run.echo();
  if (name == "child") run.child([value](ProgramRun& child) { act_all(value, child); });
  if (name == "read_line")
    run.read_line(
        [](ProgramRun& then, const std::string& line) { then.out("got " + line + '\n'); });
  if (name == "env") run.out(variable_text(value, run));
  if (name == "cwd") run.out(run.working_dir() + '\n');
  if (name == "args") run.out(arguments_text(run));
  if (name == "id") run.out(ids_text(run));
  act_on_files(name, value, run);
}

void play(const json& program, ProgramRun& run) {
  const json handlers = program.value("on", json::object());
  for (const auto& [signal, actions] : handlers.items())
    run.on_signal(signal, [actions = actions](ProgramRun& handler) { act_all(actions, handler); });
  if (!program.contains("starts")) return act_all(program.at("do"), run);
  const json& starts = program["starts"];
  act_all(starts[std::min<std::size_t>(run.start(), starts.size()) - 1], run);
}

}  // namespace

std::string from_base64(const std::string& text) { return *ops::base::base64_bytes(text); }
std::string to_base64(const std::string& bytes) { return ops::base::base64_text(bytes); }

std::string content_of(const json& described) {
  if (described.contains("base64")) return from_base64(described["base64"]);
  if (described.contains("repeat")) return repeated(described["repeat"]);
  return described.value("text", "");
}

File file_of(const json& described) {
  const FileType type = type_of(described.value("type", "file"));
  File file{
      .content = type == FileType::symlink ? described.value("target", "") : content_of(described),
      .permissions = octal(described, "mode", type == FileType::directory ? 0755 : 0644),
      .user_id = described.value("uid", 0),
      .group_id = described.value("gid", 0),
      .type = type};
  if (described.contains("mtime"))
    file.last_modified =
        ops::base::Timestamp::since_epoch(described["mtime"].get<std::int64_t>() * kSecond);
  return file;
}

CaseWorld::CaseWorld(const json& recorded) : recorded_(recorded) {
  const json programs = recorded_.value("programs", json::object());
  for (const auto& [name, program] : programs.items())
    functions_[name] = [program = program](ProgramRun& run) { play(program, run); };
  for (const json& port : recorded_.value("ports", json::array())) open_port(port);
  surroundings_.functions = &functions_;
  surroundings_.complete = true;
  surroundings_.environment = {
      {"HOME", "/root"},
      {"USER", "root"},
      {"PEBBLE", "/srv/pebble"},
      {"PATH", "/srv/box/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}};
  const json environment = recorded_.value("daemon_env", json::object());
  for (const auto& [name, value] : environment.items())
    surroundings_.environment = surroundings_.environment.with(name, value.get<std::string>());
  surroundings_.ask = [this](const Request& request) { return ask(request); };
}

namespace {

std::string layer_file_of(const json& layer) {
  if (layer.contains("file")) return layer["file"];
  char order[8];
  std::snprintf(order, sizeof order, "%03d-", layer.at("order").get<int>());
  return order + layer.at("label").get<std::string>() + ".yaml";
}

}  // namespace

Container CaseWorld::container() const {
  Container box{.name = "box",
                .can_connect = true,
                .files = {{"/etc/passwd", {.content = kPasswd}},
                          {"/etc/group", {.content = kGroup}},
                          {"/root", File::directory(0700)},
                          {"/bin", File::directory()},
                          {"/usr/sbin", File::directory()},
                          {"/srv/pebble", File::directory()},
                          {"/srv/box/bin", File::directory()}}};
  const json programs = recorded_.value("programs", json::object());
  for (const auto& [name, program] : programs.items()) {
    box.files = box.files.with("/srv/box/bin/" + name,
                               {.content = "#!", .permissions = octal(program, "mode", 0755)});
  }
  for (const json& layer : recorded_.value("layers", json::array()))
    box.files = box.files.with("/srv/pebble/layers/" + layer_file_of(layer),
                               {.content = layer.at("yaml").get<std::string>()});
  for (const json& file : recorded_.value("files", json::array()))
    box.files = box.files.with(file.at("path").get<std::string>(), file_of(file));
  return box;
}

std::optional<Answer> CaseWorld::ask(const Request& request) {
  const auto at = ports_.find(request.port);
  if (at == ports_.end()) return {};
  if (at->second.at("kind") != "http" || request.path.empty()) return Answer{};
  requests_[request.port].push_back(request);
  const json routes = at->second.value("routes", json::object());
  if (!routes.contains(request.path)) return Answer{.status = 404, .body = "not found"};
  const json& route = routes[request.path];
  const json when = route.value("when", json::object());
  for (const auto& [name, value] : when.items()) {
    const std::string* given = request.headers.find(name);
    if (!given || *given != value) return Answer{.status = 403, .body = "missing header"};
  }
  return Answer{.status = route.value("status", 200),
                .body = route.value("body", ""),
                .location = route.value("location", ""),
                .delay_ns = static_cast<std::int64_t>(route.value("delay", 0.0) * kMillisecond)};
}

}  // namespace conformance
