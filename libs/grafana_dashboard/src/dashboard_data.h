#pragma once
/// What the interface grafana_dashboard says, as values.

#include "ops/base/value.h"

namespace grafana_dashboard {

struct Topology {
  std::string model = {};
  std::string model_uuid = {};
  std::string application = {};
  std::string unit = {};
  OPS_VALUE(Topology);
};

struct Template {
  ops::base::Required<std::string> charm;
  ops::base::Required<std::string> content;  ///< See content.h.
  ops::base::Required<std::string> dashboard_alt_uid;
  /// Whether Grafana's charm adds menus to choose the model, application and unit by.
  ops::base::Required<bool> inject_dropdowns;
  Topology juju_topology = {};
  OPS_VALUE(Template);
};

struct Dashboards {
  ops::base::Map<std::string, Template> templates = {};
  std::string uuid = {};  ///< Another one whenever the templates are others.
  OPS_VALUE(Dashboards);
};

struct AppData {
  Dashboards dashboards = {};
  OPS_VALUE(AppData);
};

}  // namespace grafana_dashboard
