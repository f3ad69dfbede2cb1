#include "ops/cli/zip_writer.h"

#include <doctest/doctest.h>

#include "ops/cli/errors.h"

using ops::cli::CliError, ops::cli::Entry, ops::cli::make_zip;

TEST_CASE("the same entries give the same bytes, in whatever order they come") {
  const Entry program{"dispatch", "program", true}, icon{"icon.svg", "<svg/>"};
  const std::string archive = make_zip({program, icon});
  CHECK(archive.starts_with("PK"));
  CHECK(archive == make_zip({icon, program}));
  CHECK(archive != make_zip({program, {"icon.svg", "<svg />"}}));
  CHECK(archive != make_zip({{"dispatch", "program", false}, icon}));
}

TEST_CASE("an entry's content is compressed") {
  CHECK(make_zip({{"zeros", std::string(1'000'000, '0')}}).size() < 2'000);
}

TEST_CASE("a name that could not be unpacked safely is refused") {
  CHECK_THROWS_WITH_AS(make_zip({{"../out", ""}}),
                       "cannot make the charm's archive: the name '../out' will not do: it climbs "
                       "out of the charm",
                       CliError);
  CHECK_THROWS_AS(make_zip({{"/out", ""}}), CliError);
}

TEST_CASE("a name that stands twice is refused") {
  CHECK_THROWS_WITH_AS(make_zip({{"a", "1"}, {"a", "2"}}),
                       "cannot make the charm's archive: 'a' stands in it twice", CliError);
}
