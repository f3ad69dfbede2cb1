#include "../src/shake256.h"

#include "ops/testing/doctest.h"

using grafana_dashboard::shake256;

TEST_CASE("digests are those of Python's hashlib") {
  CHECK(shake256("", 8) == "46b9dd2b0ba88d13");
  CHECK(shake256("web-k8s-file:web", 8) == "05924fafe5ae73c5");
}

TEST_CASE("a text that fills a turn of the sponge, and a digest that needs several") {
  CHECK(shake256(std::string(136, 'a'), 8) == "8fcc5a08f0a1f682");
  CHECK(shake256(std::string(300, 'a'), 200).substr(384) == "0d04bd976a0711ad");
}
