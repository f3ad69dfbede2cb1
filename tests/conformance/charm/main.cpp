#include "ops/main.h"

#include "charm.h"
#include "script.h"

int main() {
  const scripted::Json options =
      scripted::script_of_environment().specification().value("options", scripted::Json::object());
  ops::MainOptions told;
  if (options.contains("use_juju_for_storage") && !options["use_juju_for_storage"].is_null())
    told.use_juju_for_storage = options["use_juju_for_storage"].get<bool>();
  return ops::main<scripted::ScriptedCharm>(told);
}
