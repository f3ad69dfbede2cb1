/// Archives as somebody may make them who wishes us ill: made by make_zip, and then bent.
#include "ops/cli/zip_reader.h"

#include <doctest/doctest.h>

#include "ops/cli/errors.h"
#include "ops/cli/zip_writer.h"

namespace {

using ops::cli::CliError, ops::cli::Entry, ops::cli::make_zip, ops::cli::read_zip;

/// With each `from` replaced by `to`, of the same length: names stand in an archive as they are.
std::string bent(std::string archive, const std::string& from, const std::string& to) {
  REQUIRE(from.size() == to.size());
  for (auto at = archive.find(from); at != std::string::npos; at = archive.find(from, at + 1))
    archive.replace(at, from.size(), to);
  return archive;
}

/// The size of what is unpacked, in four bytes, lowest first.
std::string bytes_of(std::uint32_t size) {
  std::string bytes;
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(size >> (8 * i));
  return bytes;
}

/// The first fault of an entry, or what is wrong with all of it; empty when it can be unpacked.
std::string fault_of_archive(const std::string& bytes) {
  try {
    for (const auto& entry : read_zip(bytes))
      if (!entry.fault.empty()) return entry.fault;
    return "";
  } catch (const CliError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("what was written is read") {
  const auto entries = read_zip(make_zip({{"dispatch", "program", true}, {"a/b.yaml", "x: 1\n"}}));
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].name == "a/b.yaml");
  CHECK(entries[0].mode == 0100644);
  CHECK(entries[0].size == 5);
  CHECK(entries[0].content == "x: 1\n");
  CHECK_FALSE(entries[0].is_executable());
  CHECK(entries[1].is_executable());
  CHECK(fault_of_archive(make_zip({{"dispatch", "program"}})) == "");
}

TEST_CASE("of a large file the beginning is kept, and of YAML more of it") {
  const std::string large(1'000'000, 'x');
  const auto entries = read_zip(make_zip({{"a", large}, {"b.yaml", large}}));
  CHECK(entries[0].content.size() == ops::cli::kMostKept);
  CHECK(entries[0].size == large.size());
  CHECK(entries[1].content.size() == large.size());
}

TEST_CASE("unsafe names are handed on as they are") {
  const auto entries = read_zip(bent(make_zip({{"aa/x", ""}, {"b1", ""}}), "aa/x", "../x"));
  CHECK(entries[0].name == "../x");
}

TEST_CASE("an archive in which a name stands twice contradicts itself") {
  CHECK(fault_of_archive(bent(make_zip({{"a1", ""}, {"a2", ""}}), "a2", "a1")) ==
        "it is no zip archive: File already exists");
}

TEST_CASE("an archive that is cut short anywhere is refused") {
  const std::string whole = make_zip({{"dispatch", "program"}, {"metadata.yaml", "name: demo\n"}});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    CAPTURE(length);
    CHECK(fault_of_archive(whole.substr(0, length)) != "");
  }
}

TEST_CASE("an archive of which any byte is another is read or refused, and nothing else happens") {
  const std::string whole = make_zip({{"dispatch", "program"}, {"metadata.yaml", "name: demo\n"}});
  for (std::size_t i = 0; i < whole.size(); ++i)
    for (const int bit : {0, 3, 7}) {
      std::string other = whole;
      other[i] = static_cast<char>(other[i] ^ (1 << bit));
      fault_of_archive(other);
    }
}

TEST_CASE("what is damaged is told by its checksum") {
  const std::string whole = make_zip({{"a", "abcdefgh"}});
  std::string other = whole;
  const auto content = whole.find('a', whole.find('a') + 1);  // past its name
  for (std::size_t i = content; i < content + 4; ++i) other[i] = static_cast<char>(other[i] ^ 0x10);
  CHECK(fault_of_archive(other) != "");
}

TEST_CASE("a bomb that says how large it is is refused before it is unpacked") {
  const std::string content(123'456'7, '0');
  const std::string bomb =
      bent(make_zip({{"a", content}}), bytes_of(content.size()), bytes_of(0xFFFF'FF00));
  CHECK(fault_of_archive(bomb) == "it would take more than a gigabyte when unpacked");
}

TEST_CASE("a bomb that says it is small is not unpacked any further") {
  const std::string content(123'456'7, '0');
  CHECK(fault_of_archive(bent(make_zip({{"a", content}}), bytes_of(content.size()), bytes_of(9))) !=
        "");
}

TEST_CASE("an archive has no more entries than a charm can have") {
  std::vector<Entry> entries(ops::cli::kMostEntries);
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i].name = std::to_string(i);
  CHECK(fault_of_archive(make_zip(entries)) == "");
  entries.push_back({"one more"});
  CHECK(fault_of_archive(make_zip(entries)) ==
        "it has 10001 entries, and a charm has 10000 at most");
}
