#pragma once
/// The seam between a charm and the Pebble of one container.

#include <iosfwd>

#include "ops/base/time.h"
#include "ops/pebble/exec.h"
#include "ops/pebble/files.h"
#include "ops/pebble/notices.h"
#include "ops/pebble/plan.h"
#include "ops/pebble/records.h"

namespace ops::pebble {

using Names = List<std::string>;

/// One call of Pebble's API each, under the names of `ops.pebble.Client`.
///
/// Every call throws ConnectionError when Pebble cannot be reached, TimeoutError when it does not
/// answer, APIError when it refuses, and ProtocolError when it does not answer as Pebble does. A
/// call that this Pebble does not have is APIError 404: "invalid API endpoint requested".
class Client {
 public:
  /// How long ops waits for a change: 30 s.
  static const base::Duration kDefaultTimeout;

  virtual ~Client();

  /// GET /v1/system-info
  virtual SystemInfo get_system_info() = 0;

  /// POST /v1/layers. With `combine`, a layer of the same label is merged with this one; without,
  /// it is refused with APIError 400. Nothing starts or stops before replan_services.
  virtual void add_layer(const std::string& label, const Layer& layer, bool combine) = 0;
  /// The same for a layer as YAML, which goes to Pebble as it is.
  virtual void add_layer(const std::string& label, std::string_view yaml, bool combine) = 0;

  /// GET /v1/plan: all layers, combined.
  virtual Plan get_plan() = 0;

  /// GET /v1/services, by name; all of the plan when `names` is empty. Unknown names are left out.
  virtual List<ServiceInfo> get_services(const Names& names) = 0;

  /// POST /v1/services. Each starts a change and waits for it: throws ChangeError when it fails,
  /// TimeoutError when it is not ready in `timeout`. A timeout of 0 does not wait. Returns the
  /// change's id.
  std::string autostart_services(const base::Duration& timeout = kDefaultTimeout);
  std::string replan_services(const base::Duration& timeout = kDefaultTimeout);
  std::string start_services(const Names& names, const base::Duration& timeout = kDefaultTimeout);
  std::string stop_services(const Names& names, const base::Duration& timeout = kDefaultTimeout);
  std::string restart_services(const Names& names, const base::Duration& timeout = kDefaultTimeout);

  /// POST /v1/signals: to the main process of each service. `signal` is a name: "SIGHUP". Throws
  /// APIError, having told those it could, when a service does not run or there is no such signal.
  virtual void send_signal(const std::string& signal, const Names& services) = 0;
  /// The same by the signal's number here. Throws ValueError for a number that is no signal's.
  void send_signal(int signal, const Names& services);

  /// GET /v1/checks, by name; all of the plan when `names` is empty, and of any level when it is
  /// unset. Unknown names are left out.
  virtual List<CheckInfo> get_checks(const Names& names, CheckLevel level) = 0;

  /// POST /v1/checks. Returns those that were not running, or running, before, by name. Throws
  /// APIError 400 for no names, and, having done nothing, for a name that the plan does not have.
  Names start_checks(const Names& names);
  Names stop_checks(const Names& names);

  /// POST /v1/notices: one more occurrence of the notice of this type, which can only be custom,
  /// and key ("example.com/path"). Returns its id. Throws APIError 400 for any other.
  virtual std::string notify(NoticeType type, const std::string& key,
                             const NotifyOptions& options) = 0;
  /// GET /v1/notices/ID. Throws APIError 404 when there is none.
  virtual Notice get_notice(const std::string& id) = 0;
  /// GET /v1/notices, by the time of their last repetition.
  virtual List<Notice> get_notices(const NoticeFilter& filter) = 0;

  /// POST /v1/files: writes the file anew, in one piece: nobody sees it half written, and a
  /// symbolic link of this name becomes a file. This, pull(), make_dir() and remove_path() throw
  /// PathError when it cannot be done; paths are absolute.
  virtual void push(const std::string& path, std::string_view source,
                    const PushOptions& options) = 0;
  /// The same with what `source` has left, a piece at a time. Throws Error when that breaks off.
  virtual void push(const std::string& path, std::istream& source, const PushOptions& options);
  /// GET /v1/files: the bytes of a regular file, as they are.
  virtual std::string pull(const std::string& path) = 0;
  /// The same to a stream, a piece at a time. When it throws, what has been written is no file.
  virtual void pull(const std::string& path, std::ostream& to);
  /// GET /v1/files: what is in a directory, by name, or the file itself; symbolic links in it are
  /// not followed, the path is. Throws APIError: 404 when there is nothing.
  virtual List<FileInfo> list_files(const std::string& path, const ListFilesOptions& options) = 0;
  virtual void make_dir(const std::string& path, const MakeDirOptions& options) = 0;
  virtual void remove_path(const std::string& path, const RemovePathOptions& options) = 0;

  /// POST /v1/exec: starts a command, which is a program (looked for in Pebble's PATH) and its
  /// arguments; the client must outlive the process. Throws ValueError for no command, APIError
  /// when there is no such program, service, user or directory, and ChangeError when it ends before
  /// its input and output are connected.
  virtual ExecProcess exec(const List<std::string>& command, const ExecOptions& options) = 0;

  /// GET /v1/changes, in no order that Pebble promises; `service`: only those of this service,
  /// and of any when it is empty.
  virtual List<Change> get_changes(ChangeState select, const std::string& service);
  /// GET /v1/changes/ID
  virtual Change get_change(const std::string& id) = 0;
  /// GET /v1/changes/ID/wait: returns when the change is ready, also when it has failed. Throws
  /// TimeoutError.
  virtual Change wait_change(const std::string& id, const base::Duration& timeout) = 0;
  /// POST /v1/changes/ID: gives it up as far as it has not been done; how it then is.
  virtual Change abort_change(const std::string& id);

  /// GET /v1/warnings, and POST: those up to `timestamp` need not be shown again; how many.
  virtual List<Warning> get_warnings(WarningState select);
  virtual int ack_warnings(const base::Timestamp& timestamp);

  /// GET /v1/identities: who may call Pebble, by name.
  virtual Map<std::string, Identity> get_identities();
  /// POST /v1/identities: adds these, or puts them in the place of those of the same name; one
  /// that is none is removed.
  virtual void replace_identities(const Map<std::string, Optional<Identity>>& identities);
  /// Throws APIError 400, having done nothing, when there is none of a name.
  virtual void remove_identities(const Names& names);

 protected:
  /// Asks for the change, and waits for it unless `timeout` is 0. Returns its id. Throws
  /// ChangeError when it fails, TimeoutError when it is not ready in time.
  virtual std::string change_and_wait(std::string_view action, const Names& names,
                                      const base::Duration& timeout);

 private:
  /// POST /v1/checks: `action` is "start" or "stop".
  virtual Names change_checks(std::string_view action, const Names& names) = 0;
  /// POST /v1/services: `action` is "autostart", "replan", "start", "stop" or "restart". Returns
  /// the id of the change without waiting for it.
  virtual std::string change_services(std::string_view action, const Names& names) = 0;
};

/// Throws ChangeError for one that ended in an error.
void throw_if_failed(const Change& change);

/// Where a unit's Pebbles are reached: each container has its own.
class Clients {
 public:
  virtual ~Clients();
  /// The same one whenever it is asked for. Nothing is sent before the first call.
  virtual Client& of(std::string_view container) = 0;
};

}  // namespace ops::pebble
