#pragma once
/// What hook tools write, as the records that HookTools gives. For .cpp files.

#include "ops/base/config_value.h"
#include "ops/base/errors.h"
#include "ops/juju/records.h"

namespace ops::juju {

/// Text that is no answer of the tool's. The message says what is wrong with it: "it is not JSON
/// (…)".
class AnswerError : public Error {
 public:
  using Error::Error;
};

// Each reads all that the tool wrote to stdout, which is JSON unless it says otherwise; null for a
// part that may be left out is the same as leaving it out. They throw AnswerError.

bool read_bool(std::string_view out);
base::Json read_json(std::string_view out);
Map<std::string, base::Json> read_json_map(std::string_view out);
std::string read_text(std::string_view out);
List<std::string> read_texts(std::string_view out);
Map<std::string, std::string> read_text_map(std::string_view out);
/// No JSON: the text without the blanks around it.
std::string read_plain_line(std::string_view out);

/// Numbers beyond 64 bits become floating-point ones.
base::Config read_config(std::string_view out);
UnitStatus read_unit_status(std::string_view out);
AppStatus read_app_status(std::string_view out);
CloudSpec read_cloud_spec(std::string_view out);
GoalState read_goal_state(std::string_view out);
Network read_network(std::string_view out);
/// The text of {"uuid": "…"}.
std::string read_uuid(std::string_view out);
SecretInfo read_secret_info(std::string_view out);
Storage read_storage(std::string_view out);
List<Port> read_ports(std::string_view out, bool endpoints);

}  // namespace ops::juju
