#include "sizes.h"

#include <algorithm>
#include <regex>

namespace tidy {

namespace {

/// Blanks preprocessor lines, with those that a backslash joins to them.
std::string without_preprocessor(std::string code) {
  bool joined = false;
  for (std::size_t start = 0; start < code.size();) {
    const auto end = std::min(code.find('\n', start), code.size());
    const bool directive = joined || code[code.find_first_not_of(" ", start)] == '#';
    joined = directive && end > start && code[end - 1] == '\\';
    if (directive) std::fill(code.begin() + start, code.begin() + end, ' ');
    start = end + 1;
  }
  return code;
}

enum class Brace { scope, function, other };

/// What the brace after `head` opens, where `head` is all since the last ';', '{' or '}'.
Brace kind_of(std::string head) {
  static const std::regex template_line(R"(template\s*<[^{;]*?>\s*(?=[\w:\[]))");
  // After a macro's call, which has no ';', it stands on a line of its own.
  static const std::regex scope(
      R"((^|\n)\s*(inline\s+)?(namespace|class|struct|union|enum|extern)\b[^()]*$)");
  static const std::regex member_initialiser(R"(\)\s*(noexcept\s*)?:\s*[^:].*[\w>]\s*$)");
  head = std::regex_replace(head, template_line, "");
  if (std::regex_search(head, scope)) return Brace::scope;
  std::ranges::replace(head, '\n', ' ');
  const auto parenthesis = head.find('(');
  const auto assignment = head.find('=');
  if (parenthesis == std::string::npos) return Brace::other;
  const bool is_operator = head.find("operator") != std::string::npos;
  if (assignment < parenthesis && !is_operator) return Brace::other;
  return std::regex_search(head, member_initialiser) ? Brace::other : Brace::function;
}

/// Walks the braces of a file.
class Walker {
 public:
  explicit Walker(std::string code) : code_(std::move(code)) {}

  std::vector<Function> run() {
    for (const char c : code_) step(c);
    return functions_;
  }

 private:
  struct Open {
    Brace kind;
    std::size_t line;
    std::string head;
  };

  void step(char c) {
    if (c == '\n') ++line_;
    if (c == '{') return open();
    if (c == '}') return close();
    if (c == ';' && open_parentheses_ == 0) return head_.clear();
    if (c == '(') ++open_parentheses_;
    if (c == ')' && open_parentheses_ > 0) --open_parentheses_;
    head_ += c;
  }

  void open() {
    const bool inside = !open_.empty() && open_.back().kind != Brace::scope;
    const Brace kind = inside || open_parentheses_ > 0 ? Brace::other : kind_of(head_);
    open_.push_back({kind, line_, head_});
    head_.clear();
  }

  void close() {
    if (open_.empty()) return;
    const Open opened = open_.back();
    open_.pop_back();
    if (opened.kind == Brace::function)
      functions_.push_back({opened.line, line_ - opened.line + 1});
    // After a member initialiser's or an argument's braces the head goes on.
    head_ = opened.kind == Brace::other ? opened.head : "";
  }

  std::string code_;
  std::string head_ = {};
  std::size_t line_ = 1;
  std::size_t open_parentheses_ = 0;
  std::vector<Open> open_ = {};
  std::vector<Function> functions_ = {};
};

/// The row of `path`, or null.
const Exception* find(const Exceptions& exceptions, const std::string& path) {
  const auto found = std::ranges::find(exceptions, path, &Exception::path);
  return found == exceptions.end() ? nullptr : &*found;
}

/// What is wrong with `actual` where `limit` holds, or what the table says instead.
std::string judge(std::size_t actual, std::size_t limit, const Exception* exception,
                  const std::string& table) {
  const auto text = [](std::size_t n) { return std::to_string(n); };
  if (!exception)
    return actual > limit ? text(actual) + " lines; at most " + text(limit) : std::string();
  if (actual <= limit) return "within the limit now: take its row out of " + table;
  if (actual < exception->lines)
    return "has shrunk: lower its row in " + table + " to " + text(actual);
  if (actual > exception->lines)
    return text(actual) + " lines; it was " + text(exception->lines) + " and may only shrink";
  return "";
}

}  // namespace

const Exceptions& long_files() {
  static const Exceptions table = {};
  return table;
}

const Exceptions& long_functions() {
  static const Exceptions table = {};
  return table;
}

std::vector<Function> functions(const Source& source) {
  auto found = Walker(without_preprocessor(code_only(source.text))).run();
  std::ranges::sort(found, {}, &Function::line);
  return found;
}

Findings check_columns(const Source& source) {
  Findings findings;
  std::size_t number = 0;
  for (const std::string_view line : lines(source.text)) {
    ++number;
    // Bytes of UTF-8 that go on a character take no column.
    const auto columns = std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; });
    if (static_cast<std::size_t>(columns) > kMaxColumns)
      findings.push_back({source.path, number, std::to_string(columns) + " columns"});
  }
  return findings;
}

Findings check_file_size(const Source& source, const Exceptions& exceptions) {
  const std::string wrong =
      judge(lines(source.text).size(), kMaxLines, find(exceptions, source.path), "long_files()");
  return wrong.empty() ? Findings{} : Findings{{source.path, 0, "file: " + wrong}};
}

Findings check_function_sizes(const Source& source, const Exceptions& exceptions) {
  Findings findings;
  const Exception* exception = find(exceptions, source.path);
  Function longest;
  for (const Function& function : functions(source)) {
    if (function.length > longest.length) longest = function;
    const std::string wrong = judge(function.length, kMaxFunctionLines, nullptr, "");
    if (!exception && !wrong.empty())
      findings.push_back({source.path, function.line, "function: " + wrong});
  }
  if (!exception) return findings;
  const std::string wrong = judge(longest.length, kMaxFunctionLines, exception, "long_functions()");
  if (!wrong.empty()) findings.push_back({source.path, longest.line, "function: " + wrong});
  return findings;
}

Findings check_median(const std::string& tree, const Sources& sources) {
  std::vector<std::size_t> lengths;
  for (const Source& source : sources)
    for (const Function& function : functions(source)) lengths.push_back(function.length);
  if (lengths.empty()) return {};
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::ranges::nth_element(lengths, middle);
  if (*middle < kMedianFunctionLines) return {};
  return {{tree, 0, "the median function has " + std::to_string(*middle) + " lines"}};
}

}  // namespace tidy
