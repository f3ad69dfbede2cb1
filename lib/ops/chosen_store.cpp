#include "ops/chosen_store.h"

#include <unistd.h>

#include <cstdlib>

#include "ops/charm/dispatch.h"
#include "ops/juju/juju_context.h"
#include "ops/meta/charm_meta.h"
#include "ops/store/sqlite_store.h"

namespace ops {

namespace {

/// Whether ops would like Juju to keep the state of a charm that does not say. It tells the log,
/// and then uses the file all the same.
bool would_like_controller(const std::string& file, const meta::CharmMeta& meta,
                           const juju::JujuContext& context, Logger& logger) {
  if (access(file.c_str(), F_OK) == 0) return false;
  const base::Json* series = meta.other.find("series");
  if (!series || series->text().find("\"kubernetes\"") == std::string::npos) {
    logger.debug("Using local storage: not a Kubernetes podspec charm");
    return false;
  }
  const bool can = context.version.has_controller_storage();
  logger.debug(std::string("Using ") + (can ? "controller" : "local") +
               " storage: JUJU_VERSION=" + context.version.text());
  return can;
}

void check_restricted(const juju::JujuContext& context, Logger& logger) {
  const std::string event_name = context.event_name();
  if (!is_restricted(event_name)) return;
  logger.debug('"' + event_name +
               "\" is not supported when using Juju for storage\n"
               "see: https://github.com/canonical/operator/issues/348");
  throw Abort{EXIT_SUCCESS};
}

std::unique_ptr<store::Store> open_file(const std::string& file, Logger& logger) {
  if (access(file.c_str(), F_OK) != 0)
    logger.debug("Initializing SQLite local storage: " + file + ".");
  return std::make_unique<store::SqliteStore>(file);
}

}  // namespace

ChosenStore::ChosenStore(const base::Optional<bool>& in_controller, const meta::CharmMeta& meta,
                         const juju::JujuContext& context, Logger& logger) {
  const bool wanted = in_controller.value_or(false);
  if (wanted && !has_state_tools())
    throw RuntimeError("charm set use_juju_for_storage=True, but Juju version " +
                       context.version.text() + " does not support it");
  const std::string file = context.charm_dir + '/' + store::kUnitStateFile;
  if (in_controller ? wanted : would_like_controller(file, meta, context, logger))
    check_restricted(context, logger);
  if (wanted)
    store_ = std::make_unique<store::JujuStore>(tools_);
  else
    store_ = open_file(file, logger);
}

}  // namespace ops
