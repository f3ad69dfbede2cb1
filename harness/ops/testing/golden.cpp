#include "ops/testing/golden.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "ops/base/values.h"
#include "ops/testing/json.h"

namespace ops::testing {

namespace {

using Path = std::filesystem::path;

constexpr int kIndent = 2;

bool is_accepting() {
  const char* said = std::getenv("OPS_ACCEPT");
  return said && std::string_view(said) == "1";
}

/// Compilers know a source by its path from the directory that they run in: the working directory,
/// or one above the program.
Path folder_of(const Path& source) {
  std::error_code none;
  Path base = std::filesystem::current_path(none);
  Path above = std::filesystem::read_symlink("/proc/self/exe", none);
  while (!std::filesystem::exists(base / source, none) && above.has_relative_path())
    base = above = above.parent_path();
  return (base / source).parent_path().lexically_normal();
}

void write(const Path& path, const std::string& text) {
  std::error_code ignored;  // the file cannot be opened then
  std::filesystem::create_directories(path.parent_path(), ignored);
  std::ofstream file(path);
  file << text << '\n' << std::flush;
  if (!file)
    throw RuntimeError("cannot write " + path.string() + "; see whether its folder is there");
}

base::Shared read(const base::Type& type, const Path& path, std::ifstream& file) {
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  try {
    return value_from_json(type, text);
  } catch (const ParseError& error) {
    throw ParseError(path.string() + ": " + error.what());
  }
}

std::string told(const Path& path, const List<base::Change>& changes) {
  std::string text = path.string() + " says otherwise:\n";
  for (const base::Change& change : changes)
    text += "  " + change.path + ": " + change.from + " -> " + change.to + '\n';
  return text + "run with OPS_ACCEPT=1 to take what was got";
}

std::string difference(const base::Type& type, const void* actual, std::string_view name,
                       const char* source) {
  const Path path = folder_of(source) / name;
  std::ifstream file(path);
  const base::Shared expected = file ? read(type, path, file) : base::Shared();
  const auto changes =
      expected.node() ? diff(type, expected.value(), actual) : List<base::Change>();
  if (expected.node() && changes.empty()) return {};
  if (is_accepting()) {
    write(path, value_to_json(type, actual, {.indent = kIndent}));
    return {};
  }
  if (!expected.node())
    return "there is no " + path.string() + "; run with OPS_ACCEPT=1 to write it";
  return told(path, changes);
}

void check(const std::string& difference) {
  if (!difference.empty()) throw GoldenMismatch(difference);
}

}  // namespace

std::string golden_difference(const State& actual, std::string_view name, const char* source) {
  return difference(base::type_of<State>(), &actual, name, source);
}
std::string golden_difference(const Outcome& actual, std::string_view name, const char* source) {
  return difference(base::type_of<Outcome>(), &actual, name, source);
}
void check_golden(const State& actual, std::string_view name, const char* source) {
  check(golden_difference(actual, name, source));
}
void check_golden(const Outcome& actual, std::string_view name, const char* source) {
  check(golden_difference(actual, name, source));
}

}  // namespace ops::testing
