#pragma once
/// The dashboards that a charm brings along.

#include <string>
#include <vector>

#include "ops/base/log.h"

namespace grafana_dashboard {

/// A dashboard, as it is sent.
struct DashboardFile {
  std::string id;    ///< "file:NAME", NAME without its last extension.
  std::string json;  ///< With a uid and tags that say which charm's it is.
};

/// Those in the folder `path` of the charm's directory, by name: *.json, *.tmpl. One that is no
/// JSON is told to `logger`, and left out; so is a folder that is not there.
std::vector<DashboardFile> read_dashboards(const std::string& charm_dir, const std::string& path,
                                           const std::string& charm_name, ops::Logger& logger);

}  // namespace grafana_dashboard
