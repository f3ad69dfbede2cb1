#include "ops/pebble/errors.h"

#include <doctest/doctest.h>

using namespace ops::pebble;

TEST_CASE("an ExecError shows the first 1024 characters of each output, as ops does") {
  const ExecError error({"a'b", "x"}, 2, std::string(1025, 'x'), std::string("\t\x01\\é\""));
  CHECK(std::string(error.what()) == "non-zero exit code 2 executing \"a'b\", stdout='" +
                                         std::string(1024, 'x') +
                                         "' [truncated], stderr='\\t\\x01\\\\é\"'");
  std::string wide;
  for (int i = 0; i < 1024; ++i) wide += "é";
  CHECK(std::string(ExecError({"a"}, 1, wide, {}).what()) ==
        "non-zero exit code 1 executing 'a', stdout='" + wide + "'");
  CHECK(std::string(ExecError({"a"}, 1, {}, {}).what()) == "non-zero exit code 1 executing 'a'");
}

TEST_CASE("a PathError says its kind before its message") {
  const PathError error("not-found", "stat /a: no such file or directory");
  CHECK(std::string(error.what()) == "not-found - stat /a: no such file or directory");
  CHECK(error.kind() == "not-found");
  CHECK(error.message() == "stat /a: no such file or directory");
}
