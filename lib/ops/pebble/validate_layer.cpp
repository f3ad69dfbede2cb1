#include <algorithm>

#include "ops/base/algorithms.h"
#include "ops/base/type.h"
#include "ops/pebble/command.h"
#include "ops/pebble/durations.h"
#include "ops/pebble/go_text.h"
#include "ops/pebble/refusal.h"
#include "ops/pebble/validate.h"

namespace ops::pebble {

namespace {

using std::string, std::string_view;

/// An entry on trial.
template <class T>
struct Case {
  const string& name;
  const T& entry;
  const OddWords& odd;
  string_view section;

  const OddWord* odd_word(string_view field) const {
    const auto found = std::find_if(odd.begin(), odd.end(), [&](const OddWord& word) {
      return word.section == section && word.entry == name && word.field == field;
    });
    return found == odd.end() ? nullptr : &*found;
  }
};
using ServiceCase = Case<Service>;
using CheckCase = Case<Check>;
using TargetCase = Case<LogTarget>;

string word(OnExit action) {
  return base::spelled_symbol(base::type_of<OnExit>().symbol_of(&action));
}

// ---- Services -------------------------------------------------------------------------------

void check_service_name(const ServiceCase& service) {
  const string& name = service.name;
  if (name.empty()) refuse_layer("cannot use empty string as service name");
  if (name == "pebble") refuse_layer("cannot use reserved service name \"pebble\"");
  if (name[0] == '-')
    refuse_layer("cannot use service name " + go_quoted(name) +
                 ": starting with \"-\" not allowed");
}

void check_service_is_there(const ServiceCase& service) {
  if (service.odd_word(""))
    refuse_layer("service object cannot be null for service " + go_quoted(service.name));
}

void check_service_command(const ServiceCase& service) {
  if (is_plain_command(service.entry.command)) return;
  try {
    parse_service_command(service.entry.command);
  } catch (const CommandError& error) {
    const string name = go_quoted(service.name);
    refuse_layer("plan service " + name + " command invalid: cannot parse service " + name +
                 " command: " + error.what());
  }
}

[[noreturn]] void refuse_action(const ServiceCase& service, string_view field, string_view text) {
  refuse_layer("plan service " + go_quoted(service.name) + " " + string(field) + " action " +
               go_quoted(text) + " invalid");
}

void check_action(const ServiceCase& service, string_view field, OnExit action, OnExit forbidden) {
  if (const OddWord* odd = service.odd_word(field)) refuse_action(service, field, odd->text);
  if (action == forbidden) refuse_action(service, field, word(action));
}

void check_actions(const ServiceCase& service) {
  const Service& entry = service.entry;
  check_action(service, "on-success", entry.on_success, OnExit::success_shutdown);
  check_action(service, "on-failure", entry.on_failure, OnExit::failure_shutdown);
  check_action(service, "on-check-failure", OnExit::unset, OnExit::failure_shutdown);
  for (const auto& [check, action] : entry.on_check_failure)
    if (action == OnExit::failure_shutdown)
      refuse_action(service, "on-check-failure", word(action));
}

void check_backoff_factor(const ServiceCase& service) {
  const auto& factor = service.entry.backoff_factor;
  if (factor && *factor < 1)
    refuse_layer("plan service " + go_quoted(service.name) +
                 " backoff-factor must be 1.0 or greater, not " + float_text(*factor));
}

// ---- Checks ---------------------------------------------------------------------------------

void check_check_name(const CheckCase& check) {
  if (check.name.empty()) refuse_layer("cannot use empty string as check name");
  if (check.odd_word(""))
    refuse_layer("check object cannot be null for check " + go_quoted(check.name));
}

void check_check_words(const CheckCase& check) {
  const string start = "plan check " + go_quoted(check.name);
  if (check.odd_word("level")) refuse_layer(start + " level must be \"alive\" or \"ready\"");
  if (check.odd_word("startup"))
    refuse_layer(start + " startup must be \"enabled\" or \"disabled\"");
}

void check_check_times(const CheckCase& check) {
  const auto is_zero = [](const string& text) {
    std::int64_t ns = 1;
    return !text.empty() && read_duration(text, ns) && ns == 0;
  };
  if (is_zero(check.entry.period))
    refuse_layer("plan check " + go_quoted(check.name) + " period must not be zero");
  if (is_zero(check.entry.timeout))
    refuse_layer("plan check " + go_quoted(check.name) + " timeout must not be zero");
}

void check_check_command(const CheckCase& check) {
  if (!check.entry.exec || is_plain_command(check.entry.exec->command)) return;
  try {
    split_words(check.entry.exec->command);
  } catch (const CommandError& error) {
    refuse_layer("plan check " + go_quoted(check.name) + " command invalid: " + error.what());
  }
}

// ---- Log targets ----------------------------------------------------------------------------

void check_target_is_there(const TargetCase& target) {
  if (target.odd_word(""))
    refuse_layer("log target object cannot be null for log target " + go_quoted(target.name));
}

void check_labels(const TargetCase& target) {
  for (const auto& [label, value] : target.entry.labels)
    if (label.starts_with("pebble_"))
      refuse_layer("log target " + go_quoted(target.name) + ": label " + go_quoted(label) +
                   " uses reserved prefix \"pebble_\"");
}

void check_target_type(const TargetCase& target) {
  if (const OddWord* odd = target.odd_word("type"))
    refuse_layer("log target " + go_quoted(target.name) + " has unsupported type " +
                 go_quoted(odd->text) + R"(, must be "loki", "opentelemetry" or "syslog")");
}

// ---- Workloads and pairing ------------------------------------------------------------------

void check_workload(const Case<Workload>& workload) {
  const string start = "workload " + go_quoted(workload.name) + ": ";
  if (workload.odd_word("")) refuse_layer(start + "cannot have a null value");
  if (workload.name.empty()) refuse_layer(start + "cannot have an empty name");
}

void check_pairing(const OddWords& odd) {
  for (const OddWord& word : odd)
    if (word.section == "pairing")
      refuse_layer("invalid pairing mode " + go_quoted(word.text) +
                   R"(: should be "disabled", "single" or "multiple")");
}

// ---- All of it ------------------------------------------------------------------------------

template <class T>
using Rule = void (*)(const Case<T>&);

constexpr Rule<Service> kServiceRules[] = {check_service_name, check_service_is_there,
                                           check_service_command, check_actions,
                                           check_backoff_factor};
constexpr Rule<Check> kCheckRules[] = {check_check_name, check_check_words, check_check_times,
                                       check_check_command};
constexpr Rule<LogTarget> kTargetRules[] = {check_target_is_there, check_labels, check_target_type};
constexpr Rule<Workload> kWorkloadRules[] = {check_workload};

template <class T, std::size_t N>
void check_entries(const Map<string, T>& entries, string_view section, const OddWords& odd,
                   const Rule<T> (&rules)[N]) {
  for (const auto& [name, entry] : entries)
    for (const Rule<T> rule : rules) rule({name, entry, odd, section});
}

/// What a typed layer can have and a parsed one cannot.
template <class T, std::size_t N>
void check_durations(const Map<string, T>& entries, string_view section, string_view label,
                     const std::array<Text T::*, N>& members) {
  for (const auto& [name, entry] : entries)
    for (const auto member : members) {
      std::int64_t ns = 0;
      const string& text = *(entry.*member);
      if (!text.empty() && !read_duration(text, ns))
        refuse_layer("cannot parse layer " + go_quoted(label) + " section " + go_quoted(section) +
                     ": invalid duration " + go_quoted(text));
    }
}

}  // namespace

void check_layer(const Layer& layer, string_view label, const OddWords& odd) {
  check_durations(layer.services, "services", label, kServiceDurations);
  check_durations(layer.checks, "checks", label, kCheckDurations);
  if (label.starts_with("pebble-")) refuse_layer("cannot use reserved label prefix \"pebble-\"");
  check_entries(layer.services, "services", odd, kServiceRules);
  check_entries(layer.checks, "checks", odd, kCheckRules);
  check_entries(layer.log_targets, "log-targets", odd, kTargetRules);
  check_entries(layer.workloads, "workloads", odd, kWorkloadRules);
  check_pairing(odd);
}

namespace {

struct Wording {
  string_view section, noun;
};

template <class T>
void check_override(const Case<T>& one, string_view label, string_view noun) {
  if (one.odd_word("override"))
    refuse("layer " + go_quoted(label) + " has invalid \"override\" value for " + string(noun) +
           " " + go_quoted(one.name));
  if (one.entry.override == Override::unset)
    refuse("layer " + go_quoted(label) + " must define \"override\" for " + string(noun) + " " +
           go_quoted(one.name));
}

template <>
void check_override(const Case<Workload>& one, string_view, string_view noun) {
  const string start = string(noun) + " " + go_quoted(one.name) + ": ";
  if (const OddWord* odd = one.odd_word("override"))
    refuse(start + "has an invalid \"override\" policy: " + go_quoted(odd->text));
  if (one.entry.override == Override::unset) refuse(start + "must define an \"override\" policy");
}

template <class T>
void check_section_overrides(const Map<string, T>& entries, string_view label, const OddWords& odd,
                             const Wording& wording) {
  for (const auto& [name, entry] : entries)
    check_override<T>({name, entry, odd, wording.section}, label, wording.noun);
}

}  // namespace

void check_overrides(const Layer& layer, string_view label, const OddWords& odd) {
  check_section_overrides(layer.workloads, label, odd, {"workloads", "workload"});
  check_section_overrides(layer.services, label, odd, {"services", "service"});
  check_section_overrides(layer.checks, label, odd, {"checks", "check"});
  check_section_overrides(layer.log_targets, label, odd, {"log-targets", "log target"});
}

}  // namespace ops::pebble
