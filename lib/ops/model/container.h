#pragma once
/// A container of the unit, as the charm drives it.

#include "ops/pebble/client.h"

namespace ops {

class Logger;
class Model;

struct AddLayerOptions {
  bool combine = false;  ///< With a layer of the same label, instead of an error.
};

/// One text or several: "/a", {"/a", "/b"}.
class OneOrMore {
 public:
  OneOrMore(const char* text) : all_({text}) {}
  OneOrMore(const std::string& text) : all_({text}) {}
  OneOrMore(const pebble::Names& texts) : all_(texts) {}
  OneOrMore(std::initializer_list<std::string> texts) : all_(texts) {}
  operator const pebble::Names&() const { return all_; }

 private:
  pebble::Names all_;
};

/// `ops.Container`. A handle: copies are of the same container.
///
/// Unless it says otherwise, every call throws pebble::ConnectionError when the container's
/// Pebble cannot be reached and pebble::APIError when it refuses.
class Container {
 public:
  Container() = default;
  /// `model` must outlive it.
  Container(std::string name, Model& model);

  const std::string& name() const { return name_; }

  /// Whether Pebble answers. Throws neither: false also when it answers with an error. One that
  /// takes the question and stays silent is a pebble::TimeoutError.
  bool can_connect() const;

  /// Adds a layer on top of the others, or merges it with the one of this label. Nothing starts
  /// before replan().
  void add_layer(const std::string& label, const pebble::Layer& layer,
                 AddLayerOptions options = {});
  /// The same for a layer as YAML.
  void add_layer(const std::string& label, std::string_view yaml, AddLayerOptions options = {});
  /// All layers, combined.
  pebble::Plan get_plan() const;

  /// Starts what is enabled and not running, restarts what runs by an old plan. This and the next
  /// four wait, at most 30 s: pebble::ChangeError when a service fails, pebble::TimeoutError.
  void replan();
  /// Starts what is enabled.
  void autostart();
  /// Names at least one service; RuntimeError for none.
  void start(const OneOrMore& services);
  void stop(const OneOrMore& services);
  void restart(const OneOrMore& services);

  /// Those of these names that the plan has; all when there are no names.
  pebble::List<pebble::ServiceInfo> get_services(const OneOrMore& services = {}) const;
  /// Throws ModelError when the plan has none of this name.
  pebble::ServiceInfo get_service(const std::string& service) const;

  /// Sends a signal to the main process of each service: by its name ("SIGHUP"), or its number,
  /// which is a ValueError when there is none. Names at least one service; RuntimeError for none.
  void send_signal(const std::string& signal, const OneOrMore& services);
  void send_signal(int signal, const OneOrMore& services);

  /// Those of these names, and of this level, that the plan has; all when nothing is said.
  pebble::List<pebble::CheckInfo> get_checks(
      const OneOrMore& checks = {}, pebble::CheckLevel level = pebble::CheckLevel::unset) const;
  /// Throws ModelError when the plan has none of this name.
  pebble::CheckInfo get_check(const std::string& check) const;
  /// Name at least one check; RuntimeError for none. Return those that were not running, or were
  /// running, before. Each that stops is told to Juju's log as a security event.
  pebble::Names start_checks(const OneOrMore& checks);
  pebble::Names stop_checks(const OneOrMore& checks);

  /// Throws ModelError when there is none of this id.
  pebble::Notice get_notice(const std::string& id) const;
  /// Those that fit, by the time of their last repetition.
  pebble::List<pebble::Notice> get_notices(const pebble::NoticeFilter& filter = {}) const;

  /// Writes a file anew, in one piece; `path` is absolute, as all paths in a container. This,
  /// pull(), make_dir() and remove_path() throw pebble::PathError when it cannot be done.
  void push(const std::string& path, std::string_view source,
            const pebble::PushOptions& options = {});
  /// The bytes of a file, as they are.
  std::string pull(const std::string& path) const;
  /// What is in a directory, by name, or the file itself. pebble::APIError 404 for nothing.
  pebble::List<pebble::FileInfo> list_files(const std::string& path,
                                            const pebble::ListFilesOptions& options = {}) const;
  bool exists(const std::string& path) const;
  /// False also when there is nothing.
  bool isdir(const std::string& path) const;
  void make_dir(const std::string& path, const pebble::MakeDirOptions& options = {});
  void remove_path(const std::string& path, const pebble::RemovePathOptions& options = {});

  /// Copies files, and directories with all that is in them, from the charm's file system into the
  /// directory `dest_dir` of the container, or from there. "/a/b" becomes "dest_dir/b"; "/a/b/*",
  /// which is the only pattern, what is in it becomes "dest_dir/...". Directories are made as
  /// needed, empty ones too. A symbolic link becomes a copy of the file that it leads to, and is an
  /// error when it leads to a directory; sockets and the like are skipped.
  ///
  /// push_path() keeps the files' mode, user and group; pull_path() keeps none. An error ends what
  /// is done for its source, not for the others; then MultiPushPullError tells of all.
  void push_path(const OneOrMore& sources, const std::string& dest_dir);
  void pull_path(const OneOrMore& sources, const std::string& dest_dir) const;

  /// Starts a command: see pebble::Client::exec(). Throws RuntimeError for a service_context when
  /// this Juju does not know it.
  pebble::ExecProcess exec(const pebble::Names& command, const pebble::ExecOptions& options = {});

  /// For what Container has no call for.
  pebble::Client& pebble() const { return *client_; }

 private:
  std::string name_ = {};
  pebble::Client* client_ = nullptr;
  Model* model_ = nullptr;
};

}  // namespace ops
