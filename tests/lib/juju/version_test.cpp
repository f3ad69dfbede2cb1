#include "ops/juju/version.h"

#include <doctest/doctest.h>

#include "ops/base/errors.h"

using namespace ops;

namespace {

int compared(const char* a, const char* b) {
  return JujuVersion::parse(a).compare(JujuVersion::parse(b));
}

}  // namespace

TEST_CASE("a version has two to four numbers") {
  CHECK(JujuVersion::parse("10.2") == JujuVersion{.major = 10, .minor = 2});
  CHECK(JujuVersion::parse("3.6.14") == JujuVersion{.major = 3, .minor = 6, .patch = 14});
  CHECK(JujuVersion::parse("3.6.1.4") ==
        JujuVersion{.major = 3, .minor = 6, .patch = 1, .build = 4});
  CHECK(JujuVersion::parse("0.0.0") == JujuVersion{});
}

TEST_CASE("a tag comes with the number behind it") {
  CHECK(JujuVersion::parse("3.6-beta2") ==
        JujuVersion{.major = 3, .minor = 6, .tag = "beta", .patch = 2});
  CHECK(JujuVersion::parse("3.6-rc1.4") ==
        JujuVersion{.major = 3, .minor = 6, .tag = "rc", .patch = 1, .build = 4});
}

TEST_CASE("each number has at most nine digits") {
  CHECK(JujuVersion::parse("999999999.999999999.999999999.999999999").build == 999999999);
  for (const char* text :
       {"1000000000.1", "1.1000000000", "1.1.1000000000", "1.1.1.1000000000", "1.1-beta1000000000"})
    CHECK_THROWS_AS(JujuVersion::parse(text), ParseError);
}

TEST_CASE("what is no version is refused") {
  for (const char* text :
       {"",         "3",         "3.",        ".6",         "3.6.",        "3.6.1.",
        "3.6.1.4.", "3.6.1.4.5", "three",     "3.x",        "v3.6.1",      "3.6-beta",
        "3.6-2",    "3.6-",      "3.6-Beta2", "3.6-be_ta2", "3.6.1-beta2", "3.6-beta2-rc1",
        " 3.6.1",   "3.6.1 ",    "3.6.1\n\n", "-3.6.1",     "+3.6.1",      "3.-6.1",
        "3,6",      "3.6\u0661"})
    CHECK_THROWS_AS(JujuVersion::parse(text), ParseError);
}

TEST_CASE("the error names the text") {
  CHECK_THROWS_WITH(JujuVersion::parse("three"), "\"three\" is not a valid Juju version string");
}

TEST_CASE("as text a version has its patch, and its build if there is one") {
  for (const char* text : {"3.6.14", "3.6-beta2", "3.6.1.4", "3.6-rc1.4", "0.0.0"})
    CHECK(JujuVersion::parse(text).text() == text);
  CHECK(JujuVersion::parse("10.2").text() == "10.2.0");
  CHECK(JujuVersion::parse("3.06.01").text() == "3.6.1");
  CHECK(JujuVersion::parse("3.6.1.0").text() == "3.6.1");
}

TEST_CASE("versions are ordered by their numbers, not by their text") {
  CHECK(compared("2.9.10", "2.9.9") > 0);
  CHECK(compared("2.10", "3.0") < 0);
  CHECK(compared("3.5.9", "3.6.0") < 0);
  CHECK(compared("3.6.1.4", "3.6.1.5") < 0);
  CHECK(compared("3.6.1", "3.6.1.1") < 0);
  CHECK(compared("3.6", "3.6.0.0") == 0);
}

TEST_CASE("a tagged version comes before the one without; tags are ordered as text") {
  CHECK(compared("3.6-rc9", "3.6.0") < 0);
  CHECK(compared("3.6.0", "3.6-rc9") > 0);
  CHECK(compared("3.6-beta9", "3.6-rc1") < 0);
  CHECK(compared("3.6-beta2", "3.6-beta10") < 0);
  CHECK(compared("3.6-beta2", "3.6-beta2") == 0);
  CHECK(compared("3.5.9", "3.6-alpha1") < 0);
}

TEST_CASE("what a Juju can do begins with a version, whatever its tag") {
  struct Gate {
    bool (JujuVersion::*can)() const;
    const char* last_without;
    const char* first_with;
  };
  const Gate gates[] = {
      {&JujuVersion::has_app_data, "2.6.10", "2.7.0"},
      {&JujuVersion::is_dispatch_aware, "2.7.9", "2.8.0"},
      {&JujuVersion::has_controller_storage, "2.7.9", "2.8-beta1"},
      {&JujuVersion::has_secrets, "3.0.2", "3.0.3"},
      {&JujuVersion::supports_open_port_on_k8s, "3.0.2", "3.0.3"},
      {&JujuVersion::supports_exec_service_context, "3.1.5", "3.1.6"},
      {&JujuVersion::supports_exec_service_context, "3.2.0", "3.2.1"},
      {&JujuVersion::supports_pebble_log_forwarding, "3.3.7", "3.4-beta1"},
      {&JujuVersion::supports_pebble_identities, "3.6.3", "3.6.4"},
      {&JujuVersion::supports_pebble_metrics, "3.6.3", "4.0-beta7"},
  };
  for (const Gate& gate : gates) {
    CAPTURE(gate.first_with);
    CHECK_FALSE((JujuVersion::parse(gate.last_without).*gate.can)());
    CHECK((JujuVersion::parse(gate.first_with).*gate.can)());
    CHECK((JujuVersion::parse("10.2").*gate.can)());
    CHECK_FALSE((JujuVersion{}.*gate.can)());
  }
}
