#pragma once
/// What happens to a unit's security, told to Juju's log for other programs to read.

#include "ops/juju/juju_context.h"

namespace ops::juju {

/// One event, in the words of OWASP's logging vocabulary.
struct SecurityEvent {
  std::string level;        ///< "INFO", "WARN" or "CRITICAL": not Juju's level, which is TRACE
  std::string event;        ///< its type and what it is about: "sys_crash:bad_alloc"
  std::string description;  ///< for people
};

/// The line of the log: a JSON object of datetime, level, type, appid, event and description, as
/// ops writes it. What is not UTF-8 in it is replaced.
std::string text_of(const SecurityEvent& event, const JujuContext& context,
                    std::int64_t since_epoch_ns);

}  // namespace ops::juju
