#include <algorithm>

#include "ops/testing/consistency/event_checks.h"

namespace ops::testing::consistency {

namespace {

std::string field_of(const Secret& secret, std::string_view member) {
  return "State.secrets[" + secret.id + "]." + std::string(member);
}

/// An event of a secret. Of those that are about one of its revisions Juju says which.
struct SecretEvent {
  std::string_view name;
  bool has_revision;
};
constexpr SecretEvent kSecretEvents[] = {
    {"secret_changed", false},
    {"secret_rotate", false},
    {"secret_expired", true},
    {"secret_remove", true},
};

void check_secret_name(const Event& event, Findings& findings) {
  const auto* found =
      std::ranges::find(kSecretEvents, std::string_view(event.name), &SecretEvent::name);
  if (found == std::end(kSecretEvents))
    findings.error("Event.name: '" + event.name +
                   "' is not the event of a secret; pass secret_changed, secret_rotate, "
                   "secret_expired or secret_remove");
  else if (found->has_revision && !event.secret_revision)
    findings.error("Event.secret_revision: " + event.name +
                   " is about a revision of the secret; pass which");
}

}  // namespace

/// One pass over the secrets. Those of one id follow each other; those without one are left alone:
/// they get one each.
void check_secrets(const Subject& subject, Findings& findings) {
  const Secret* before = nullptr;
  for (const Secret& secret : subject.state.secrets) {
    if (secret.tracked_content.empty())
      findings.error(field_of(secret, "tracked_content") + ": it is empty; pass a key and a value");
    else if (secret.latest_content.empty())
      findings.error(field_of(secret, "latest_content") + ": it is empty; pass a key and a value");
    if (before && !secret.id.empty() && before->id == secret.id)
      findings.error("State.secrets: two have the id '" + secret.id +
                     "'; give one of them another");
    before = &secret;
  }
}

void check_secret_event(const Subject& subject, Findings& findings) {
  const Event& event = subject.event;
  check_secret_name(event, findings);
  if (!event.secret) {
    report_missing(subject, "secret", "a secret", findings);
    return;
  }
  const Secret& secret = *event.secret;
  const auto& all = subject.state.secrets;
  check_in_state(
      {"Event.secret", "State.secrets"}, secret, all.find(secret.id), all,
      [&] { return "'" + secret.id + "'"; }, findings);
  if (!subject.is_juju_since(3, 0))
    findings.error("Event.name: there are no secrets before Juju 3.0, and this is " +
                   subject.juju_version.text() + "; pass a later juju_version");
}

}  // namespace ops::testing::consistency
