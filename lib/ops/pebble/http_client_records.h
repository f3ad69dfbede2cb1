#pragma once
/// What Pebble's answers say: from HTTP to records. For HttpClient's .cpp files.

#include "ops/pebble/client.h"
#include "ops/pebble/http_client_exchange.h"

namespace ops::pebble {

/// Each reads one kind of answer. Throws APIError, with Pebble's message and kind, for a status of
/// 400 and above, and ProtocolError for what is not JSON, lacks something or has a wrong type.
/// What else an answer holds is passed over: later Pebbles say more.
void check_not_refused(const HttpAnswer& answer);  ///< Only the status.
void check_accepted(const HttpAnswer& answer);
SystemInfo read_system_info(const HttpAnswer& answer);
Plan read_plan(const HttpAnswer& answer);
List<ServiceInfo> read_services(const HttpAnswer& answer);
Change read_change(const HttpAnswer& answer);
List<Change> read_changes(const HttpAnswer& answer);
List<Warning> read_warnings(const HttpAnswer& answer);
/// How many warnings were acknowledged.
int read_count(const HttpAnswer& answer);
Map<std::string, Identity> read_identities(const HttpAnswer& answer);
List<CheckInfo> read_checks(const HttpAnswer& answer);
/// The names of the checks that were started or stopped.
Names read_changed(const HttpAnswer& answer);
Notice read_notice(const HttpAnswer& answer);
List<Notice> read_notices(const HttpAnswer& answer);
std::string read_notice_id(const HttpAnswer& answer);
List<FileInfo> read_files(const HttpAnswer& answer);
/// Throws PathError when the answer says that `path` could not be done.
void check_path(const HttpAnswer& answer, const std::string& path);
/// Of POST /v1/exec.
struct StartedCommand {
  std::string change_id, task_id;
};
StartedCommand read_started_command(const HttpAnswer& answer);
std::string read_change_id(const HttpAnswer& answer);

}  // namespace ops::pebble
