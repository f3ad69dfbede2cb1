#include "ops/pebble/go_text.h"
#include "ops/pebble/refusal.h"
#include "ops/pebble/service_order.h"
#include "ops/pebble/validate.h"

namespace ops::pebble {

namespace {

using std::string, std::string_view;

void check_commands(const Plan& plan) {
  for (const auto& [name, service] : plan.services)
    if (service.command.empty())
      refuse("plan must define \"command\" for service " + go_quoted(name));
}

void check_exec(const Plan& plan, const string& name, const ExecCheck& exec) {
  if (exec.command.empty()) refuse("plan must set \"command\" for exec check " + go_quoted(name));
  if (!exec.service_context.empty() && !plan.services.contains(exec.service_context))
    refuse("plan check " + go_quoted(name) + " service context specifies non-existent service " +
           go_quoted(exec.service_context));
}

void check_check(const Plan& plan, const string& name, const Check& check) {
  if (check.http && check.http->url.empty())
    refuse("plan must set \"url\" for http check " + go_quoted(name));
  if (check.tcp && check.tcp->port == 0)
    refuse("plan must set \"port\" for tcp check " + go_quoted(name));
  if (check.exec) check_exec(plan, name, *check.exec);
  const int kinds = check.http.has_value() + check.tcp.has_value() + check.exec.has_value();
  if (kinds != 1)
    refuse(R"(plan must specify one of "http", "tcp", or "exec" for check )" + go_quoted(name));
}

void check_target_service(const Plan& plan, const string& target, string_view service) {
  if (service.starts_with('-')) service.remove_prefix(1);
  if (service != "all" && !plan.services.contains(service))
    refuse("log target " + go_quoted(target) + " specifies unknown service " + go_quoted(service));
}

void check_target(const Plan& plan, const string& name, const LogTarget& target) {
  if (target.type == LogTargetType::unset)
    refuse(R"(plan must define "type" ("loki", "opentelemetry" or "syslog") for log target )" +
           go_quoted(name));
  for (const string& service : target.services) check_target_service(plan, name, service);
  if (target.location.empty())
    refuse("plan must define \"location\" for log target " + go_quoted(name));
}

void check_order(const Plan& plan) {
  bool any = false;
  for (const auto& [name, service] : plan.services)
    any |= !service.after.empty() || !service.before.empty() || !service.requires_.empty();
  if (!any) return;
  std::vector<string> names;
  for (const auto& [name, service] : plan.services) names.push_back(name);
  service_order(plan.services, names, Direction::start);
}

void check_workload_of(const Plan& plan, const string& name, const Service& service) {
  if (service.workload.empty()) return;
  if (!plan.workloads.contains(*service.workload))
    refuse("workload " + go_quoted(service.workload) + ": not defined for service " +
           go_quoted(name));
  const auto refuse_both = [&](const string& what) {
    refuse("plan service " + go_quoted(name) + " cannot have " + what +
           " information and a workload at the same time");
  };
  if (service.user_id || !service.user.empty()) refuse_both("user");
  if (service.group_id || !service.group.empty()) refuse_both("group");
}

}  // namespace

void check_plan(const Plan& plan) {
  check_commands(plan);
  for (const auto& [name, check] : plan.checks) check_check(plan, name, check);
  for (const auto& [name, target] : plan.log_targets) check_target(plan, name, target);
  check_order(plan);
  for (const auto& [name, service] : plan.services) check_workload_of(plan, name, service);
}

}  // namespace ops::pebble
