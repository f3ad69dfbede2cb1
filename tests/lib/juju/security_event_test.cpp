#include "ops/juju/security_event.h"

#include <doctest/doctest.h>

using ops::juju::JujuContext;
using ops::juju::SecurityEvent;

namespace {

const SecurityEvent kCrash{
    .level = "WARN", .event = "sys_crash:bad_alloc", .description = "\u00e9 \xff"};
const JujuContext kContext{.unit_name = "web/0", .model_uuid = "uuid"};

}  // namespace

TEST_CASE("a security event is one JSON object in ops's order, in ASCII") {
  CHECK(text_of(kCrash, kContext, 1'700'000'000'250'000'999) ==
        R"({"datetime":"2023-11-14T22:13:20.250000+00:00","level":"WARN","type":"security",)"
        R"("appid":"uuid-web/0","event":"sys_crash:bad_alloc","description":"\u00e9 \ufffd"})");
}

TEST_CASE("a whole second is written without a fraction") {
  CHECK(text_of(kCrash, kContext, 0).starts_with(R"({"datetime":"1970-01-01T00:00:00+00:00",)"));
}
