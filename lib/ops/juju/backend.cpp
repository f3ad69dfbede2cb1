#include "ops/juju/backend.h"

#include <algorithm>

#include "ops/base/text.h"
#include "ops/base/utf8.h"

namespace ops::juju {

namespace {

/// For how long Juju promises that who leads goes on leading.
constexpr std::int64_t kLeaseNs = 30'000'000'000;

/// What the kernel takes of one argument, less the NUL at its end; ops has the same number.
constexpr std::size_t kLongestArgument = 131071;

constexpr std::string_view kRefusals[] = {"access denied", "permission denied", "not the leader",
                                          "cannot write relation settings"};

constexpr std::string_view kAboutRelations[] = {"relation-ids",       "relation-list",
                                                "relation-get",       "relation-set",
                                                "relation-model-get", "network-get"};

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

/// "relation not found" or "relation 3 not found".
bool says_relation_not_found(std::string_view said) {
  constexpr std::string_view kRelation = "relation ", kNotFound = "not found";
  for (std::size_t at = said.find(kRelation); at != said.npos; at = said.find(kRelation, at)) {
    at += kRelation.size();
    std::string_view rest = said.substr(at);
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (digits > 0 && rest.substr(digits).starts_with(' ')) rest.remove_prefix(digits + 1);
    if (rest.starts_with(kNotFound)) return true;
  }
  return false;
}

bool has_argument(const HookCommandError& error, std::string_view argument) {
  return std::ranges::any_of(error.details().cmd,
                             [&](const std::string& one) { return one == argument; });
}

/// "db" of "-r db:3"; empty when the call named no endpoint.
std::string endpoint_of(const HookCommandError& error) {
  const auto& cmd = error.details().cmd;
  for (std::size_t i = 0; i + 1 < cmd.size(); ++i)
    if (cmd[i] == "-r") return cmd[i + 1].substr(0, cmd[i + 1].rfind(':'));
  return {};
}

}  // namespace

bool Backend::knows_leader(std::int64_t now_ns) const {
  return leader_known_ && now_ns - leader_asked_ns_ <= kLeaseNs;
}

bool Backend::is_leader() {
  const std::int64_t now = parts_.clock.monotonic_ns();
  if (!knows_leader(now)) {
    leader_ = ask(&HookTools::is_leader);
    leader_known_ = true;
    leader_asked_ns_ = now;
  }
  return leader_;
}

void Backend::enter_event(std::string_view kind, bool deferred) {
  event_ = kind;
  event_is_deferred_ = deferred;
}

/// Juju says "permission denied" also of a relation that is gone. It refuses those that are not in
/// two cases alone: a follower reads, or writes, its application's own data.
bool Backend::relation_is_gone(const HookCommandError& error, std::string_view said) {
  if (std::ranges::find(kAboutRelations, error.name()) == std::end(kAboutRelations)) return false;
  if (says_relation_not_found(said)) return true;
  if (!has(said, "permission denied")) return false;
  if (!has_argument(error, "--app")) return true;
  if (error.name() == "relation-set") return is_leader();
  const auto& cmd = error.details().cmd;
  if (error.name() != "relation-get" || cmd[cmd.size() - 1] != context().app_name()) return true;
  const std::string endpoint = endpoint_of(error);
  return std::ranges::any_of(peer_endpoints_,
                             [&](const std::string& peer) { return peer == endpoint; }) ||
         is_leader();
}

void Backend::tell_of_refusal(const HookCommandError& error, std::string_view said) {
  if (std::ranges::none_of(kRefusals, [&](std::string_view r) { return has(said, r); })) return;
  const bool known = knows_leader(parts_.clock.monotonic_ns());
  const std::string as = !known ? " (leadership unknown)" : leader_ ? " (as leader)" : "";
  log_security_event({.level = "CRITICAL",
                      .event = "authz_fail:" + error.name(),
                      .description = "Hook command '" + error.name() + "'" + as +
                                     " failed with code " +
                                     std::to_string(error.details().returncode) + ": '" +
                                     std::string(base::trimmed(error.details().err)) + "'. "});
}

/// "relation-get failed during the 'db-relation-changed' hook, handling the deferred 'start'".
std::string Backend::note_of(const HookCommandError& error) const {
  std::string note = error.name() + " exited with " + std::to_string(error.details().returncode);
  const std::string& path = context().dispatch_path;
  const bool action = path.starts_with("actions/");
  const std::string dispatched = path.substr(path.rfind('/') + 1);
  if (!dispatched.empty()) note += " during the '" + dispatched + (action ? "' action" : "' hook");
  if (event_ == "__init__") return note + ", while initialising the charm";
  if (event_.empty() || (event_ == context().event_name() && !event_is_deferred_)) return note;
  note += event_is_deferred_ ? ", while handling the deferred '" : ", while handling the '";
  return note.append(event_) + "' event";
}

void Backend::refuse(const HookCommandError& error) {
  const std::string said = base::lowered(error.details().err);
  if (relation_is_gone(error, said)) throw RelationNotFoundError(note_of(error));
  tell_of_refusal(error, said);
  if (error.name().starts_with("secret-") && has(said, "not found"))
    throw SecretNotFoundError(note_of(error));
  throw ModelError(error.details().err, note_of(error));
}

void Backend::log(LogLevel level, std::string_view message) {
  if (message.size() > kLongestArgument)
    ask(&HookTools::juju_log, level,
        std::string_view("Log string greater than 131071. Splitting into multiple chunks: "));
  while (!message.empty()) {
    const std::string_view part = base::utf8_front(message, kLongestArgument);
    ask(&HookTools::juju_log, level, part);
    message.remove_prefix(part.size());
  }
}

void Backend::log_security_event(const SecurityEvent& event) {
  log(LogLevel::trace, text_of(event, context(), parts_.clock.since_epoch_ns()));
}

}  // namespace ops::juju
