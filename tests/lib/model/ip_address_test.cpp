#include "ops/model/ip_address.h"

#include <doctest/doctest.h>

#include "ops/base/errors.h"

using namespace ops;

namespace {

/// "none" for what is no IP address.
std::string respelt(std::string_view text) {
  const base::Optional<IpAddress> address = parse_ip(text);
  return address ? text_of(*address) : "none";
}

}  // namespace

TEST_CASE("an IPv4 address has one spelling") {
  CHECK(respelt("10.0.0.1") == "10.0.0.1");
  CHECK(respelt("0.0.0.0") == "0.0.0.0");
  for (const char* text : {"", "10.0.0", "10.0.0.300", "010.0.0.1", "1.2.3.4 ", "1.2.3.4%1",
                           "1.2.3.4/8", "1.2.3.-4", "0x1.2.3.4", "node.local"})
    CHECK(respelt(text) == "none");
}

TEST_CASE("an IPv6 address is written in its shortest form, as Python writes it") {
  CHECK(respelt("2001:DB8:0:0::1") == "2001:db8::1");
  CHECK(respelt("2001:0db8::0001") == "2001:db8::1");
  CHECK(respelt("::") == "::");
  CHECK(respelt("::FFFF:1.2.3.4") == "::ffff:102:304");
  CHECK(respelt("0:0:1:0:0:0:1:1") == "0:0:1::1:1");
  CHECK(respelt("1:0:0:2:0:0:3:4") == "1::2:0:0:3:4");
  CHECK(respelt("0:1:0:1:0:1:0:1") == "0:1:0:1:0:1:0:1");
  CHECK(respelt("1:2:3:4:5:6:7::") == "1:2:3:4:5:6:7:0");
  CHECK(respelt("1:0:0:0:0:0:0:0") == "1::");
  CHECK(respelt("fe80::1%eth0") == "fe80::1%eth0");
  for (const char* text : {":", "1::2::3", "12345::", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
                           "fe80::1%", "fe80::1%a%b", "fe80::1%a/b", "::1/128"})
    CHECK(respelt(text) == "none");
}

TEST_CASE("a subnet is an address and the length of its prefix") {
  CHECK(normal_subnet("10.0.0.0/8") == "10.0.0.0/8");
  CHECK(normal_subnet("10.0.0.0/255.0.0.0") == "10.0.0.0/8");
  CHECK(normal_subnet("10.0.0.0/0.255.255.255") == "10.0.0.0/8");
  CHECK(normal_subnet("0.0.0.0/0.0.0.0") == "0.0.0.0/0");
  CHECK(normal_subnet("10.0.0.1") == "10.0.0.1/32");
  CHECK(normal_subnet("2001:0DB8::/032") == "2001:db8::/32");
  CHECK(normal_subnet("2001:db8::1") == "2001:db8::1/128");
  CHECK(normal_subnet("::/0") == "::/0");
}

TEST_CASE("what is no subnet is refused") {
  for (const char* text :
       {"", "everything", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8/8", "1.0.0.0/255.0.255.0",
        "::1/ 128", "::/129", "2001:db8::/ffff::", "10.0.0.0/-1", "10.0.0.0/99999999999"})
    CHECK_THROWS_AS((void)normal_subnet(text), ParseError);
  for (const char* text : {"10.0.0.1/8", "1.2.3.4/0.0.0.0", "2001:db8::1/64"})
    CHECK_THROWS_AS((void)normal_subnet(text), ParseError);
}
