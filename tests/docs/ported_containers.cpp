#include "ops/pebble/yaml.h"
#include "ported_charm.h"

namespace ported {

ops::pebble::Layer PortedCharm::layer() {
  return {
      .summary = "web",
      .services = {{"web",
                    {
                        .startup = ops::pebble::Startup::enabled,
                        .override = ops::pebble::Override::replace,
                        .command = "/bin/web --port=8000",
                        .environment = {{"LEVEL", "info"}},
                    }}},
      .checks = {{"up",
                  {
                      .override = ops::pebble::Override::replace,
                      .http = ops::pebble::HttpCheck{.url = "http://localhost:8000/health"},
                  }}},
  };
}

void PortedCharm::about_containers() {
  ops::Container container = unit().get_container("web");
  see(container.name(), container.can_connect(), unit().container_names());
  about_checks(container);
  about_files(container);
  about_commands(container);
}

void PortedCharm::about_services(ops::Container& container) {
  container.add_layer("web", layer(), {.combine = true});
  container.replan();
  container.add_layer("by-hand", "services: {web: {override: merge, summary: hi}}");
  see(container.get_plan().services["web"].command, ops::pebble::to_yaml(container.get_plan()));
  see(ops::pebble::layer_from_yaml("services: {}", "web"), ops::pebble::to_yaml(layer()));
  container.start("web");
  container.stop("web");
  container.restart("web");
  container.autostart();
  see(container.get_services(), container.get_service("web").is_running());
}

void PortedCharm::about_checks(ops::Container& container) {
  container.send_signal("SIGHUP", {"web"});
  see(container.get_checks({}, ops::pebble::CheckLevel::ready), container.get_check("up").failures);
  see(container.start_checks({"up"}), container.stop_checks({"up"}));
  see(container.get_notice("123"), container.get_notices({.keys = {"example.com/done"}}));
  see(container.pebble().replan_services(ops::base::Duration("2m")));
  container.pebble().notify(ops::pebble::NoticeType::custom, "example.com/done", {});
  see(container.pebble().get_system_info().version, container.pebble().get_change("7").ready);
}

void PortedCharm::about_files(ops::Container& container) {
  container.push("/etc/web.conf", "port=8000\n", {.make_dirs = true, .permissions = 0640});
  container.push("/etc/web.key", "key", {.owner = {.user = "web", .group = "web"}});
  const std::string text = container.pull("/etc/web.conf");
  container.push_path("/srv/site", "/var/www");
  container.push_path({"/srv/a", "/srv/b/*"}, "/var/www");
  container.pull_path("/var/log/web", "/tmp/logs");
  for (const ops::pebble::FileInfo& file : container.list_files("/etc", {.pattern = "*.conf"}))
    see(file.path, file.name, file.size, file.permissions, file.last_modified, text);
  see(container.exists("/etc/web.conf"), container.isdir("/etc"));
  container.make_dir("/var/lib/web", {.make_parents = true});
  container.remove_path("/var/lib/web", {.recursive = true});
}

void PortedCharm::about_commands(ops::Container& container) {
  ops::pebble::ExecProcess process = container.exec({"ls", "-l"}, {.working_dir = "/srv"});
  const ops::pebble::ExecOutput output = process.wait_output();
  see(output.stdout, output.stderr);
  process.wait();
  process.send_signal("SIGTERM");
  try {
    container.exec({"migrate"}, {.timeout = ops::base::Duration("5m"), .stdin = "yes\n"}).wait();
  } catch (const ops::pebble::ExecError& error) {
    logger().error(error.stderr().value_or("") + std::to_string(error.exit_code()));
  }
}

}  // namespace ported
