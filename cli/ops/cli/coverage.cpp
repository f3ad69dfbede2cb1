#include "ops/cli/coverage.h"

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <sstream>

#include "ops/base/json.h"

namespace ops::cli {

namespace fs = std::filesystem;

namespace {

using base::Json;

/// Null where there is no such member.
Json member(const Json& object, const std::string& name) {
  const auto members = object.entries();
  const auto* found = members.find(name);
  return found != nullptr ? *found : Json();
}

/// The file's name from the root; empty when it is none of the charm's own.
std::string own_name(const fs::path& file, const std::string& root) {
  const std::string name = file.lexically_normal().lexically_relative(root).generic_string();
  const bool elsewhere = name.empty() || name.starts_with("..");
  return elsewhere || name.starts_with("build") || name.starts_with("tests/") ? "" : name;
}

void add_lines(const Json& file, LineCounts& counts) {
  for (const Json& line : member(file, "lines").items())
    counts[member(line, "line_number").as_int()] += member(line, "count").as_int();
}

void add_document(const Json& document, const std::string& root, Coverage& coverage) {
  const fs::path working = member(document, "current_working_directory").as_string();
  for (const Json& file : member(document, "files").items()) {
    const std::string name = own_name(working / member(file, "file").as_string(), root);
    if (!name.empty()) add_lines(file, coverage[name]);
  }
}

/// Runs of lines that were not run; lines without code do not end one.
std::string missing(const LineCounts& counts) {
  std::string text;
  for (auto line = counts.begin(); line != counts.end();) {
    if (line->second > 0) {
      ++line;
      continue;
    }
    const std::int64_t first = line->first;
    std::int64_t last = first;
    for (; line != counts.end() && line->second == 0; ++line) last = line->first;
    text += (text.empty() ? "" : ", ") + std::to_string(first);
    if (last != first) text += "-" + std::to_string(last);
  }
  return text;
}

struct Row {
  std::string name;
  std::size_t statements = 0, missed = 0;
  std::string missing = {};
};

Row row_of(const std::string& name, const LineCounts& counts) {
  const auto missed = std::ranges::count_if(counts, [](const auto& c) { return c.second == 0; });
  return {name, counts.size(), static_cast<std::size_t>(missed), missing(counts)};
}

class Table {
 public:
  explicit Table(std::size_t width) : width_(width) {}

  void rule() { out_ << std::string(width_ + 33, '-') << "\n"; }

  void line(const std::string& name, const std::string& statements, const std::string& missed,
            const std::string& cover, const std::string& missing) {
    out_ << std::left << std::setw(static_cast<int>(width_)) << name << std::right << " "
         << std::setw(7) << statements << " " << std::setw(6) << missed << " " << std::setw(6)
         << cover << (missing.empty() ? "" : "   ") << missing << "\n";
  }

  void line(const Row& row) {
    // Rounded down, so that 100% means all.
    const std::size_t percent =
        row.statements == 0 ? 100 : 100 * (row.statements - row.missed) / row.statements;
    line(row.name, std::to_string(row.statements), std::to_string(row.missed),
         std::to_string(percent) + "%", row.missing);
  }

  std::string text() const { return out_.str(); }

 private:
  std::size_t width_;
  std::ostringstream out_ = {};
};

}  // namespace

void add_gcov(std::string_view gcov, const std::string& root, Coverage& coverage) {
  while (!gcov.empty()) {
    const auto end = std::min(gcov.find('\n'), gcov.size());
    if (gcov.starts_with('{')) add_document(Json::parse(gcov.substr(0, end)), root, coverage);
    gcov.remove_prefix(std::min(end + 1, gcov.size()));
  }
}

std::string coverage_table(const Coverage& coverage) {
  std::size_t width = 5;
  for (const auto& [name, counts] : coverage) width = std::max(width, name.size());
  Table table(width);
  table.line("Name", "Stmts", "Miss", "Cover", "Missing");
  table.rule();
  Row total{.name = "TOTAL"};
  for (const auto& [name, counts] : coverage) {
    if (counts.empty()) continue;  // a header without code
    const Row row = row_of(name, counts);
    total.statements += row.statements;
    total.missed += row.missed;
    table.line(row);
  }
  table.rule();
  table.line(total);
  return table.text();
}

}  // namespace ops::cli
