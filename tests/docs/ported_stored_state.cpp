#include "ported_charm.h"

namespace ported {

void PortedCharm::about_stored_state() {
  stored_["count"] = stored_["count"].as_int() + 1;
  stored_["text"] = "é";
  stored_["ratio"] = 0.5;
  stored_["nothing"] = ops::Plain();
  see(stored_["text"].as_string(), stored_["ratio"].as_double(), stored_["nothing"].is_null());
  see(stored_.has("count"), stored_.names());
  stored_["seen"].set().add("start");
  see(stored_["seen"].set().contains("start"), stored_["count"] == 1);
}

void PortedCharm::about_lists_and_dicts() {
  stored_["hosts"] = ops::Plain::list({"a", "b"});
  stored_["hosts"].list().append("c");
  stored_["hosts"][0] = "first";
  see(stored_["hosts"][-1].as_string(), stored_["hosts"].list().size());
  stored_["users"] = ops::Plain::dict({{"admin", ops::Plain::list({1, 2})}});
  stored_["users"]["admin"][0] = 3;
  see(stored_["users"].dict().get("admin"), stored_["users"].dict().keys());
  stored_["users"].dict().erase("admin");
  see(stored_["hosts"].plain());
}

}  // namespace ported
