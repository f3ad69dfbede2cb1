#include "ops/main.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "ops/base/clock.h"
#include "ops/base/exception_text.h"
#include "ops/charm/backend_events.h"
#include "ops/charm/dispatch.h"
#include "ops/juju/backend.h"
#include "ops/juju/juju_logger.h"
#include "ops/juju/legacy_hook.h"
#include "ops/juju/process_hook_tools.h"
#include "ops/meta/load.h"
#include "ops/pebble/http_client.h"
#include "ops/store/sqlite_store.h"
#include "ops/version.h"

namespace ops {

namespace {

constexpr const char* kReentryGuard = "OPERATOR_DISPATCH";

/// Where Juju mounts the sockets of the containers' Pebbles, unless a test has them elsewhere.
std::string containers_dir() {
  const char* elsewhere = std::getenv("OPS_CONTAINERS_DIR");
  return elsewhere ? elsewhere : "/charm/containers";
}

/// Juju starts a charm in its own directory, and names it, too.
juju::JujuContext read_context() {
  juju::JujuContext context = juju::JujuContext::from_variables(environ);
  if (context.charm_dir.empty()) context.charm_dir = ".";
  return context;
}

/// What ops says of where it keeps state. Of a charm for Kubernetes of the kind that has been gone
/// since Juju 3 it says that Juju keeps it, and then uses the file all the same.
void tell_of_store(const std::string& file, const meta::CharmMeta& meta,
                   const juju::JujuContext& context, Logger& logger) {
  if (access(file.c_str(), F_OK) == 0) return;
  const base::Json* series = meta.other.find("series");
  if (!series || series->text().find("\"kubernetes\"") == std::string::npos)
    logger.debug("Using local storage: not a Kubernetes podspec charm");
  else
    logger.debug("Using local storage: JUJU_VERSION=" + context.version.text());
  logger.debug("Initializing SQLite local storage: " + file + ".");
}

/// The charm's part of the dispatch. Throws what the charm throws.
void run_event(const CharmMaker& maker, const meta::CharmMeta& meta, juju::Backend& backend,
               Logger& logger) {
  pebble::HttpClients pebbles(containers_dir());
  Model model({backend, pebbles, logger, meta});
  const std::string file = backend.context().charm_dir + '/' + store::kUnitStateFile;
  tell_of_store(file, meta, backend.context(), logger);
  store::SqliteStore store(file);
  BackendEvents events(backend);
  const std::string event_name = backend.context().event_name();
  Framework framework({store, logger, model, maker.kind(), nullptr, event_name,
                       backend.context().debug_at, &events});
  const std::unique_ptr<CharmBase> charm = [&] {
    const framework::EventContext constructing(framework, "__init__");
    return std::unique_ptr<CharmBase>(maker.make(framework));
  }();
  dispatch(*charm, backend.context());
}

/// The dispatch itself. Returns the code to exit with, and throws what the charm throws.
int dispatch_once(const CharmMaker& maker, const juju::JujuContext& context, juju::Backend& backend,
                  Logger& logger) {
  const meta::CharmMeta meta = meta::load_charm_dir(context.charm_dir);
  if (std::getenv(kReentryGuard)) {
    logger.debug("Charm called itself via " + context.dispatch_path + ".");
    return EXIT_SUCCESS;
  }
  setenv(kReentryGuard, "1", 1);  // a legacy hook may start the charm again
  const int failed = juju::run_legacy_hook(context, logger);
  if (!failed) run_event(maker, meta, backend, logger);
  return failed;
}

/// Of a failed action Juju shows the operator what is on stderr.
void tell_operator(const juju::JujuContext& context, const std::string& error) {
  if (context.action_name.empty()) return;
  std::fprintf(stderr, "%s\nSee `juju debug-log` for more.\n", error.c_str());
}

/// In a catch clause: which hook tool failed, and how, when it is that.
std::string current_note() {
  try {
    throw;
  } catch (const ModelError& error) {
    return error.note().empty() ? "" : " (" + error.note() + ")";
  } catch (...) {
    return {};
  }
}

/// In a catch clause: tells Juju's log, and stderr when that does not work either.
int report_crash(const juju::JujuContext& context, juju::Backend& backend, Logger& logger) {
  const std::string error = base::current_exception_text() + current_note();
  const juju::SecurityEvent event{
      .level = "WARN",
      .event = "sys_crash:" + base::current_exception_type(),
      .description = "Uncaught exception in charm code: " + error + '.'};
  try {
    logger.error("Uncaught exception while in charm code:\n" + error);
    tell_operator(context, error);
    backend.log_security_event(event);
  } catch (const std::exception& second) {
    std::fprintf(stderr, "%s\n%s\n", error.c_str(), second.what());
  }
  return EXIT_FAILURE;
}

int run(const CharmMaker& maker, const juju::JujuContext& context) {
  juju::ProcessHookTools hook_tools;
  base::SystemClock clock;
  juju::Backend backend({hook_tools, clock, context});
  juju::JujuLogger logger(backend, context.debug);
  try {
    logger.debug(std::string("ops-cpp ") + kVersion + " up and running.");
    return dispatch_once(maker, context, backend, logger);
  } catch (const Abort& abort) {
    return abort.exit_code;
  } catch (...) {
    return report_crash(context, backend, logger);
  }
}

}  // namespace

int run_main(const CharmMaker& maker) {
  try {
    return run(maker, read_context());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return EXIT_FAILURE;
  }
}

}  // namespace ops
