#include "snippets.h"

#include <algorithm>
#include <cctype>
#include <regex>
#include <set>

namespace docs {

namespace {

bool is_row(std::string_view line) { return line.starts_with("|"); }

/// The cells of a table's row; "\|" in a cell is a bar.
std::vector<std::string> cells(std::string_view row) {
  std::vector<std::string> all(1);
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row[i] == '\\' && i + 1 < row.size() && row[i + 1] == '|')
      all.back() += row[++i];
    else if (row[i] == '|')
      all.emplace_back();
    else
      all.back() += row[i];
  }
  return all;
}

std::vector<bool> cpp_columns(const std::vector<std::string>& header) {
  std::vector<bool> all;
  all.reserve(header.size());
  for (const std::string& cell : header) all.push_back(squeezed(cell).starts_with("C++"));
  return all;
}

void add_spans(const std::string& cell, std::size_t line, std::vector<Snippet>& all) {
  for (auto from = cell.find('`'); from != cell.npos; from = cell.find('`', from)) {
    const auto to = cell.find('`', from + 1);
    if (to == cell.npos) return;
    all.push_back({line, cell.substr(from + 1, to - from - 1)});
    from = to + 1;
  }
}

/// "name" of each "name(" and "name<Type>(".
std::set<std::string> functions(const std::string& code) {
  static const std::regex call(R"(([A-Za-z_]\w*)(<\w+>)?\()");
  std::set<std::string> all;
  for (std::sregex_iterator each(code.begin(), code.end(), call), end; each != end; ++each)
    all.insert((*each)[1]);
  return all;
}

/// Takes the lines of a page one by one.
class Reader {
 public:
  void take(std::string_view line, std::size_t number) {
    if (line.starts_with("```")) return fence(line, number);
    if (in_cpp_)
      block_.code += std::string(line) + '\n';
    else
      table(line, number);
  }
  std::vector<Snippet> all = {};

 private:
  void fence(std::string_view line, std::size_t number) {
    if (in_cpp_) all.push_back(block_);
    in_cpp_ = line == "```cpp";
    block_ = {number, {}};
  }
  void table(std::string_view line, std::size_t number) {
    const std::vector<std::string> row = cells(line);
    if (!is_row(line))
      columns_.clear();
    else if (columns_.empty())
      columns_ = cpp_columns(row);
    else
      for (std::size_t i = 0; i < std::min(row.size(), columns_.size()); ++i)
        if (columns_[i]) add_spans(row[i], number, all);
  }

  bool in_cpp_ = false;
  Snippet block_ = {};
  std::vector<bool> columns_ = {};  // which are of C++; none outside of a table
};

}  // namespace

std::vector<Snippet> snippets(const std::string& page) {
  Reader reader;
  std::size_t number = 0;
  for (const std::string_view line : tidy::lines(page)) reader.take(line, ++number);
  return reader.all;
}

std::string squeezed(const std::string& code) {
  std::string all;
  for (const std::string_view line : tidy::lines(code)) {
    const auto begin = std::min(line.find_first_not_of(' '), line.size());
    if (line.substr(begin).starts_with("//")) continue;
    for (const char c : line)
      if (!std::isspace(static_cast<unsigned char>(c))) all += c;
  }
  return all;
}

tidy::Findings unknown_snippets(const tidy::Sources& pages, const tidy::Sources& sources) {
  std::vector<std::string> known;
  for (const tidy::Source& source : sources) known.push_back(squeezed(source.text));
  tidy::Findings findings;
  for (const tidy::Source& page : pages) {
    for (const Snippet& snippet : snippets(page.text)) {
      const std::string code = squeezed(snippet.code);
      const auto has = [&](const std::string& text) { return text.find(code) != text.npos; };
      if (std::ranges::none_of(known, has))
        findings.push_back({page.path, snippet.line, "is no code of ours: " + snippet.code});
    }
  }
  return findings;
}

tidy::Findings unknown_functions(const tidy::Sources& pages, const tidy::Sources& headers) {
  std::set<std::string> known;
  for (const tidy::Source& header : headers) known.merge(functions(tidy::code_only(header.text)));
  tidy::Findings findings;
  for (const tidy::Source& page : pages) {
    std::size_t number = 0;
    for (const std::string_view line : tidy::lines(page.text)) {
      ++number;
      std::vector<Snippet> spans;
      add_spans(std::string(line), number, spans);
      for (const Snippet& span : spans)
        for (const std::string& name : functions(tidy::code_only(span.code)))
          if (!known.contains(name)) findings.push_back({page.path, number, name});
    }
  }
  return findings;
}

}  // namespace docs
