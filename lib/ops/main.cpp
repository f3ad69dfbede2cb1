#include "ops/main.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <memory>

#include "ops/base/clock.h"
#include "ops/base/exception_text.h"
#include "ops/charm/backend_events.h"
#include "ops/charm/dispatch.h"
#include "ops/charm/event_table.h"
#include "ops/chosen_store.h"
#include "ops/juju/backend.h"
#include "ops/juju/juju_logger.h"
#include "ops/juju/legacy_hook.h"
#include "ops/juju/process_hook_tools.h"
#include "ops/meta/load.h"
#include "ops/pebble/http_client.h"
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

/// The charm's part of the dispatch. Throws what the charm throws.
void run_event(const CharmMaker& maker, const MainOptions& options, const meta::CharmMeta& meta,
               juju::Backend& backend, Logger& logger) {
  const juju::JujuContext& context = backend.context();
  pebble::HttpClients pebbles(containers_dir());
  Model model({backend, pebbles, logger, meta});
  const ChosenStore store(options.use_juju_for_storage, meta, context, logger);
  BackendEvents events(backend);
  const std::string event_name = context.event_name();
  Framework framework(
      {*store, logger, model, maker.kind(), nullptr, event_name, context.debug_at, &events});
  const std::unique_ptr<CharmBase> charm = [&] {
    const framework::EventContext constructing(framework, "__init__");
    check_event_names(meta);
    return std::unique_ptr<CharmBase>(maker.make(framework));
  }();
  dispatch(*charm, context);
}

/// The dispatch itself. Returns the code to exit with, and throws what the charm throws.
int dispatch_once(const CharmMaker& maker, const MainOptions& options, juju::Backend& backend,
                  Logger& logger) {
  const juju::JujuContext& context = backend.context();
  const meta::CharmMeta meta = meta::load_charm_dir(context.charm_dir);
  if (std::getenv(kReentryGuard)) {
    logger.debug("Charm called itself via " + context.dispatch_path + ".");
    return EXIT_SUCCESS;
  }
  setenv(kReentryGuard, "1", 1);  // a legacy hook may start the charm again
  const int failed = juju::run_legacy_hook(context, logger);
  if (!failed) run_event(maker, options, meta, backend, logger);
  return failed;
}

/// Of a failed action Juju shows the operator what is on stderr.
void tell_operator(const juju::JujuContext& context, const std::string& type,
                   const std::string& error) {
  if (context.action_name.empty()) return;
  std::fprintf(stderr,
               "Uncaught %s in charm code: %s\nUse `juju debug-log` to see the full traceback.\n",
               type.c_str(), error.c_str());
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

/// In a catch clause: what the exception says, without what it was caused by.
std::string current_message() {
  try {
    throw;
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return {};
  }
}

/// In a catch clause: tells Juju's log, and stderr when that does not work either.
int report_crash(const juju::JujuContext& context, juju::Backend& backend, Logger& logger) {
  const std::string error = base::current_exception_text() + current_note();
  const std::string type = base::current_exception_type(), message = current_message();
  const juju::SecurityEvent event{
      .level = "WARN",
      .event = "sys_crash:" + type,
      .description = "Uncaught exception in charm code: " + error + '.'};
  try {
    logger.error("Uncaught exception while in charm code:\n" + error);
    tell_operator(context, type, message);
    backend.log_security_event(event);
  } catch (const std::exception& second) {
    std::fprintf(stderr, "%s\n%s\n", error.c_str(), second.what());
  }
  return EXIT_FAILURE;
}

int run(const CharmMaker& maker, const MainOptions& options, const juju::JujuContext& context) {
  juju::ProcessHookTools hook_tools;
  base::SystemClock clock;
  juju::Backend backend({hook_tools, clock, context});
  juju::JujuLogger logger(backend, context.debug);
  try {
    logger.debug(std::string("ops-cpp ") + kVersion + " up and running.");
    return dispatch_once(maker, options, backend, logger);
  } catch (const Abort& abort) {
    return abort.exit_code;
  } catch (...) {
    return report_crash(context, backend, logger);
  }
}

}  // namespace

int run_main(const CharmMaker& maker, const MainOptions& options) {
  try {
    return run(maker, options, read_context());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return EXIT_FAILURE;
  }
}

}  // namespace ops
