#include "ops/charm/workload_events.h"

#include "ops/juju/juju_context.h"
#include "ops/model/model.h"
#include "ops/pebble/words.h"

namespace ops {

namespace {

constexpr const char* kContainerName = "container_name";
constexpr const char* kNoticeId = "notice_id";
constexpr const char* kNoticeType = "notice_type";
constexpr const char* kNoticeKey = "notice_key";
constexpr const char* kCheckName = "check_name";

}  // namespace

void WorkloadEvent::resolve(Model& model, std::string_view) {
  const std::string& name = model.context().workload_name;
  if (name.empty())
    throw RuntimeError(
        "cannot tell which container this is about: JUJU_WORKLOAD_NAME is not set; "
        "let Juju start the charm");
  workload = model.unit().get_container(name);
}

void WorkloadEvent::accept(Model&) {}

store::Snapshot WorkloadEvent::snapshot() const { return {{kContainerName, workload.name()}}; }

void WorkloadEvent::restore(const store::Snapshot& data, Model& model) {
  workload = model.unit().get_container(data[kContainerName].as_string());
}

void PebbleNoticeEvent::resolve(Model& model, std::string_view kind) {
  WorkloadEvent::resolve(model, kind);
  const juju::JujuContext& context = model.context();
  notice = LazyNotice(workload, context.notice_id, context.notice_type, context.notice_key);
}

void PebbleNoticeEvent::accept(Model& model) {
  if (model.context().notice_type.empty())
    throw RuntimeError(
        "cannot tell which notice this is about: JUJU_NOTICE_TYPE is not set; let "
        "Juju start the charm");
}

store::Snapshot PebbleNoticeEvent::snapshot() const {
  return WorkloadEvent::snapshot()
      .with(kNoticeId, notice.id())
      .with(kNoticeType, pebble::word_of(notice.type()))
      .with(kNoticeKey, notice.key());
}

void PebbleNoticeEvent::restore(const store::Snapshot& data, Model& model) {
  WorkloadEvent::restore(data, model);
  notice = LazyNotice(workload, data[kNoticeId].as_string(), data[kNoticeType].as_string(),
                      data[kNoticeKey].as_string());
}

void PebbleCheckEvent::resolve(Model& model, std::string_view kind) {
  WorkloadEvent::resolve(model, kind);
  info = LazyCheckInfo(workload, model.context().pebble_check_name);
}

store::Snapshot PebbleCheckEvent::snapshot() const {
  return WorkloadEvent::snapshot().with(kCheckName, info.name());
}

void PebbleCheckEvent::restore(const store::Snapshot& data, Model& model) {
  WorkloadEvent::restore(data, model);
  info = LazyCheckInfo(workload, data[kCheckName].as_string());
}

}  // namespace ops
