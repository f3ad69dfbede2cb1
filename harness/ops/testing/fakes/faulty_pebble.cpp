#include "ops/testing/fakes/faulty_pebble.h"

#include "ops/pebble/errors.h"

namespace ops::testing {

FaultyPebble::FaultyPebble(const Container& container, const Surroundings& surroundings)
    : FakePebble(container, surroundings), faults_(*container.faults) {
  if (faults_.restarts) start_anew();
}

void FaultyPebble::begin_call() {
  ++calls_;
  const std::string call = "call " + std::to_string(calls_) + " of this event";
  if (faults_.lost_at_call > 0 && calls_ >= faults_.lost_at_call)
    throw pebble::ConnectionError("cannot connect to Pebble in container '" + name() +
                                  "': " + call + " finds no Pebble (Container::faults)");
  if (calls_ == faults_.failing_call)
    throw pebble::APIError(faults_.code, faults_.status, faults_.message);
}

void FaultyPebble::end_call() const {
  if (calls_ == faults_.late_call)
    throw pebble::TimeoutError("cannot get Pebble's answer in container '" + name() + "': call " +
                               std::to_string(calls_) +
                               " of this event is answered too late (Container::faults)");
}

void FaultyPebble::write_to_disk(const char* call, const std::string& path) const {
  if (faults_.disk_full)
    throw pebble::PathError("generic-file-error",
                            call + (' ' + path) + ": no space left on device");
}

pebble::SystemInfo FaultyPebble::get_system_info() {
  return counted([&] { return FakePebble::get_system_info(); });
}
void FaultyPebble::add_layer(const std::string& label, const pebble::Layer& layer, bool combine) {
  return counted([&] { return FakePebble::add_layer(label, layer, combine); });
}
void FaultyPebble::add_layer(const std::string& label, std::string_view yaml, bool combine) {
  return counted([&] { return FakePebble::add_layer(label, yaml, combine); });
}
pebble::Plan FaultyPebble::get_plan() {
  return counted([&] { return FakePebble::get_plan(); });
}
pebble::List<pebble::ServiceInfo> FaultyPebble::get_services(const pebble::Names& names) {
  return counted([&] { return FakePebble::get_services(names); });
}
void FaultyPebble::send_signal(const std::string& signal, const pebble::Names& services) {
  return counted([&] { return FakePebble::send_signal(signal, services); });
}
pebble::List<pebble::CheckInfo> FaultyPebble::get_checks(const pebble::Names& names,
                                                         pebble::CheckLevel level) {
  return counted([&] { return FakePebble::get_checks(names, level); });
}
std::string FaultyPebble::notify(pebble::NoticeType type, const std::string& key,
                                 const pebble::NotifyOptions& options) {
  return counted([&] { return FakePebble::notify(type, key, options); });
}
pebble::Notice FaultyPebble::get_notice(const std::string& id) {
  return counted([&] { return FakePebble::get_notice(id); });
}
pebble::List<pebble::Notice> FaultyPebble::get_notices(const pebble::NoticeFilter& filter) {
  return counted([&] { return FakePebble::get_notices(filter); });
}
std::string FaultyPebble::pull(const std::string& path) {
  return counted([&] { return FakePebble::pull(path); });
}
pebble::List<pebble::FileInfo> FaultyPebble::list_files(const std::string& path,
                                                        const pebble::ListFilesOptions& options) {
  return counted([&] { return FakePebble::list_files(path, options); });
}
void FaultyPebble::remove_path(const std::string& path, const pebble::RemovePathOptions& options) {
  return counted([&] { return FakePebble::remove_path(path, options); });
}
pebble::ExecProcess FaultyPebble::exec(const pebble::Names& command,
                                       const pebble::ExecOptions& options) {
  return counted([&] { return FakePebble::exec(command, options); });
}
pebble::List<pebble::Change> FaultyPebble::get_changes(pebble::ChangeState select,
                                                       const std::string& service) {
  return counted([&] { return FakePebble::get_changes(select, service); });
}
pebble::Change FaultyPebble::get_change(const std::string& id) {
  return counted([&] { return FakePebble::get_change(id); });
}
pebble::Change FaultyPebble::wait_change(const std::string& id, const base::Duration& timeout) {
  return counted([&] { return FakePebble::wait_change(id, timeout); });
}
pebble::Change FaultyPebble::abort_change(const std::string& id) {
  return counted([&] { return FakePebble::abort_change(id); });
}
Map<std::string, pebble::Identity> FaultyPebble::get_identities() {
  return counted([&] { return FakePebble::get_identities(); });
}
void FaultyPebble::replace_identities(
    const Map<std::string, Optional<pebble::Identity>>& identities) {
  return counted([&] { return FakePebble::replace_identities(identities); });
}
void FaultyPebble::remove_identities(const pebble::Names& names) {
  return counted([&] { return FakePebble::remove_identities(names); });
}
pebble::Names FaultyPebble::change_checks(std::string_view action, const pebble::Names& names) {
  return counted([&] { return FakePebble::change_checks(action, names); });
}
std::string FaultyPebble::change_services(std::string_view action, const pebble::Names& names) {
  return counted([&] { return FakePebble::change_services(action, names); });
}

/// Pebble writes to a file beside it.
void FaultyPebble::push(const std::string& path, std::string_view source,
                        const pebble::PushOptions& options) {
  return counted([&] {
    write_to_disk("write", path + ".0~");
    FakePebble::push(path, source, options);
  });
}

void FaultyPebble::make_dir(const std::string& path, const pebble::MakeDirOptions& options) {
  return counted([&] {
    write_to_disk("mkdir", path);
    FakePebble::make_dir(path, options);
  });
}

}  // namespace ops::testing
