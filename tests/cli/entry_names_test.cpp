#include "ops/cli/entry_names.h"

#include <doctest/doctest.h>

using ops::cli::clashes, ops::cli::fault_of;

TEST_CASE("a relative name is safe, and so is a folder's") {
  for (const char* name : {"dispatch", "templates/app.conf", "a b/..c/d..", "hooks/", "größe"}) {
    CAPTURE(name);
    CHECK(fault_of(name) == "");
  }
}

TEST_CASE("a name that leads out of the charm is not safe") {
  CHECK(fault_of("/etc/passwd") == "it is an absolute path");
  CHECK(fault_of("..") == "it climbs out of the charm");
  CHECK(fault_of("a/../../b") == "it climbs out of the charm");
  CHECK(fault_of("a\\..\\b") == "it has a backslash");
}

TEST_CASE("a name that can be read in two ways is not safe") {
  CHECK(fault_of("") == "it is empty");
  CHECK(fault_of("a//b") == "a part of it is empty");
  CHECK(fault_of("./a") == "a part of it is '.'");
  CHECK(fault_of("a\nb") == "it has a control character");
  CHECK(fault_of("a\xFF") == "it is not UTF-8");
  CHECK(fault_of("a\xC3") == "it is not UTF-8");
}

TEST_CASE("a part of a name has at most 255 bytes") {
  CHECK(fault_of("a/" + std::string(255, 'b')) == "");
  CHECK(fault_of("a/" + std::string(256, 'b')) == "a part of it is longer than 255 bytes");
}

TEST_CASE("names that differ do not clash") {
  CHECK(clashes({"a", "a.b", "b/c", "b/d", "b/"}).empty());
}

TEST_CASE("a name that stands twice clashes, as a folder too") {
  CHECK(clashes({"a", "b", "a"}) == std::vector<std::string>{"'a' stands in it twice"});
  CHECK(clashes({"a/", "a.b", "a"}) == std::vector<std::string>{"'a' stands in it twice"});
  CHECK(clashes({"a/", "a/b"}).empty());
}

TEST_CASE("a file cannot be a folder") {
  CHECK(clashes({"a/b/c", "a/b"}) ==
        std::vector<std::string>{"'a/b' is a file, and 'a/b/c' is below it"});
}
