#include "ops/cli/clean.h"

#include <doctest/doctest.h>

#include "ops/base/errors.h"
#include "scratch.h"

namespace {

const char* const kCharmcraft = "{type: charm, name: demo, summary: s, description: d}";

}  // namespace

TEST_CASE("what the commands have made is removed, and nothing else") {
  const Scratch scratch;
  scratch.write("charmcraft.yaml", kCharmcraft);
  scratch.write("build/meson-private/x", "");
  scratch.write("build-pack/charm/build/meson-private/x", "");
  scratch.write("build-coverage/mine", "");  // not Meson's
  scratch.write("demo_amd64.charm", "");
  scratch.write("other_amd64.charm", "");
  CHECK(ops::cli::clean({.folder = scratch.path().string()}) == 0);
  std::size_t left = 0;
  for (const char* name : {"charmcraft.yaml", "build-coverage/mine", "other_amd64.charm"})
    left += std::filesystem::exists(scratch.path() / name) ? 1 : 0;
  CHECK(left == 3);
  for (const char* name : {"build", "build-pack", "demo_amd64.charm"})
    CHECK_FALSE(std::filesystem::exists(scratch.path() / name));
}

TEST_CASE("where there is no charm nothing is removed") {
  const Scratch scratch;
  scratch.write("build/meson-private/x", "");
  CHECK_THROWS_AS(ops::cli::clean({.folder = scratch.path().string()}), ops::ParseError);
  CHECK(std::filesystem::exists(scratch.path() / "build"));
}
