/// Commands that run in a container.
#include "arguments.h"
#include "charm.h"
#include "operations.h"

namespace scripted {

namespace {

Json exec(Subject& subject, const Json& a) {
  return container_of(subject, a)
      .exec(names_of(a, "command"), {.service_context = a.value("service_context", "")})
      .wait_output()
      .stdout;
}

constexpr Operation kOperations[] = {{"exec", exec}};

}  // namespace

Operations exec_operations() { return kOperations; }

}  // namespace scripted
