#include "source.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;

namespace tidy {

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool ends_in_one_of(const std::string& name, const std::vector<std::string>& endings) {
  return std::ranges::any_of(endings, [&](const std::string& e) { return name.ends_with(e); });
}

/// Walks C++ text and blanks what is not code.
class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_(text) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return text_;
  }

 private:
  bool next_is(std::string_view word) const {
    return std::string_view(text_).substr(at_).starts_with(word);
  }

  void step() {
    if (next_is("//")) return blank_until("\n", 0);
    if (next_is("/*")) return blank_until("*/", 2);
    if (next_is("R\"")) return blank_raw_string();
    if (text_[at_] == '"') return blank_quoted('"');
    if (text_[at_] == '\'' && !follows_digit()) return blank_quoted('\'');
    ++at_;
  }

  /// 1'000 is a number.
  bool follows_digit() const {
    return at_ > 0 && std::isxdigit(static_cast<unsigned char>(text_[at_ - 1])) != 0;
  }

  void blank(std::size_t until) {
    for (; at_ < std::min(until, text_.size()); ++at_)
      if (text_[at_] != '\n') text_[at_] = ' ';
  }

  void blank_until(std::string_view end, std::size_t length_of_end) {
    const auto found = text_.find(end, at_ + length_of_end);
    blank(found == std::string::npos ? found : found + length_of_end);
  }

  void blank_raw_string() {
    const auto open = text_.find('(', at_);
    const std::string close = ")" + text_.substr(at_ + 2, open - at_ - 2) + "\"";
    const auto found = text_.find(close, open);
    at_ += 2;
    blank(found == std::string::npos ? found : found + close.size() - 1);
    ++at_;
  }

  void blank_quoted(char quote) {
    const auto end = end_of_quoted(quote);
    if (is_include_line()) {
      at_ = end + 1;
      return;
    }
    ++at_;
    blank(end);
    ++at_;
  }

  std::size_t end_of_quoted(char quote) const {
    for (auto i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\')
        ++i;
      else if (text_[i] == quote || text_[i] == '\n')
        return i;
    }
    return text_.size();
  }

  bool is_include_line() const {
    const auto start = at_ == 0 ? 0 : text_.rfind('\n', at_ - 1) + 1;
    return std::string_view(text_).substr(start).starts_with("#include");
  }

  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string to_string(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings)
    text += finding.path + ":" + std::to_string(finding.line) + ": " + finding.what + "\n";
  return text;
}

Sources read_sources(const std::string& root, const std::vector<std::string>& folders,
                     const std::vector<std::string>& endings) {
  Sources sources;
  const auto add = [&](const fs::path& path) {
    if (fs::is_regular_file(path) && ends_in_one_of(path.filename(), endings))
      sources.push_back({path.lexically_relative(root).generic_string(), read_file(path)});
  };
  for (const std::string& folder : folders) {
    const fs::path start = fs::path(root) / folder;
    add(start);
    if (!fs::is_directory(start)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(start)) add(entry.path());
  }
  std::ranges::sort(sources, {}, &Source::path);
  return sources;
}

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    found.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

std::string code_only(std::string_view text) { return Blanker(text).run(); }

std::vector<Include> includes(const Source& source) {
  std::vector<Include> found;
  std::size_t number = 0;
  for (const std::string_view line : lines(source.text)) {
    ++number;
    constexpr std::string_view start = "#include ";
    if (!line.starts_with(start) || line.size() < start.size() + 2) continue;
    const char open = line[start.size()];
    const auto end = line.find(open == '<' ? '>' : open, start.size() + 1);
    if (end == line.npos) continue;
    found.push_back(
        {std::string(line.substr(start.size() + 1, end - start.size() - 1)), open == '"', number});
  }
  return found;
}

bool is_below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) &&
         (path.size() == folder.size() || path[folder.size()] == '/' || folder.ends_with('/'));
}

std::string include_name(std::string_view path) {
  for (const std::string_view root : {"lib/", "harness/", "cli/"})
    if (path.starts_with(root)) return std::string(path.substr(root.size()));
  constexpr std::string_view folder = "/include/";  // of a charm library
  const auto at = path.starts_with("libs/") ? path.find(folder) : path.npos;
  return std::string(at == path.npos ? path : path.substr(at + folder.size()));
}

std::string_view ending(std::string_view path) {
  const auto dot = path.rfind('.');
  return dot == path.npos || path.find('/', dot) != path.npos ? "" : path.substr(dot);
}

}  // namespace tidy
