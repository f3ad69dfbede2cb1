#include "words.h"

#include <algorithm>
#include <regex>

namespace tidy {

namespace {

bool is_word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// True when the characters at both sides of `at` cannot belong to the same word.
bool is_border(std::string_view text, std::size_t at) {
  return at == 0 || at >= text.size() || !is_word_character(text[at - 1]) ||
         !is_word_character(text[at]);
}

bool stands_in(std::string_view line, const std::string& word) {
  for (auto at = line.find(word); at != line.npos; at = line.find(word, at + 1))
    if (is_border(line, at) && is_border(line, at + word.size())) return true;
  return false;
}

bool holds_for(const Word& word, std::string_view path) {
  const auto below = [&](const std::string& folder) {
    return folder.starts_with('.') ? path.ends_with(folder) : is_below(path, folder);
  };
  const auto begins = [&](const std::string& start) { return path.starts_with(start); };
  return std::ranges::any_of(word.folders, below) && std::ranges::none_of(word.but_not_in, begins);
}

/// Everywhere but in the table itself, which spells them in two parts or is left out.
const std::vector<std::string> kEverywhere = {"lib",
                                              "harness",
                                              "cli",
                                              "charm",
                                              "tests",
                                              "bench",
                                              "examples",
                                              "libs",
                                              "scripts",
                                              "docs",
                                              "tools",
                                              ".ci",
                                              "changes",
                                              ".h",
                                              ".md",
                                              "meson.build",
                                              "meson_options.txt"};
const std::vector<std::string> kProduct = {"lib", "harness", "cli", "charm"};

}  // namespace

const std::vector<Word>& words() {
  static const std::string table_itself = "tests/tidy/";
  static const std::string log = "log through ops/base/log.h, or give text back";
  static const std::string clock = "ask a base::Clock, so that a test can set the time";
  static const std::string chance = "the same input gives the same result";
  static const std::string machine = "a path of one machine";
  static const std::vector<Word> table = {
      {"std::cout", {"lib", "harness"}, {}, false, log},
      {"std::cerr", {"lib", "harness"}, {}, false, log},
      {"printf(", {"lib", "harness"}, {}, false, log},
      {"using namespace", {".h"}, {}, false, "name what is used"},
      {"rand(", kEverywhere, {}, false, chance},
      {"srand(", kEverywhere, {}, false, chance},
      {"random_device", kEverywhere, {table_itself}, false, chance},
      {"system_clock", kProduct, {"lib/ops/base/clock.cpp"}, false, clock},
      {"clock_gettime(", kProduct, {"lib/ops/base/clock.cpp"}, false, clock},
      {"gettimeofday(", kProduct, {}, false, clock},
      {"time(nullptr)", kProduct, {}, false, clock},
      {"sleep_for", kProduct, {"lib/ops/base/clock.cpp"}, false, clock},
      {"FIXME", kEverywhere, {table_itself}, true, "do it, or file it"},
      {"TODO", kEverywhere, {table_itself}, true, "do it, or file it"},
      {"XXX", kEverywhere, {table_itself}, true, "do it, or file it"},
      {"/home/", kEverywhere, {table_itself}, true, machine},
      {"/Users/", kEverywhere, {table_itself}, true, machine},
  };
  return table;
}

Findings check_words(const Source& source, const std::vector<Word>& words) {
  const std::string code = code_only(source.text);
  const auto all_lines = lines(source.text);
  const auto code_lines = lines(code);
  Findings findings;
  for (const Word& word : words) {
    if (!holds_for(word, source.path)) continue;
    const auto& searched = word.in_comments ? all_lines : code_lines;
    for (std::size_t i = 0; i < searched.size(); ++i)
      if (stands_in(searched[i], word.word))
        findings.push_back({source.path, i + 1, word.word + ": " + word.instead});
  }
  return findings;
}

Findings check_nolint(const Source& source) {
  static const std::regex full(R"(//.*NOLINT(NEXTLINE|BEGIN|END)?(\([a-z][^)]*\))?: \S)");
  Findings findings;
  std::size_t number = 0;
  for (const std::string_view line : lines(source.text)) {
    ++number;
    const bool names_and_says = std::regex_search(line.begin(), line.end(), full);
    if (line.find("NOLINT") != line.npos && !names_and_says)
      findings.push_back({source.path, number, "say why: NOLINT(check): why"});
  }
  return findings;
}

}  // namespace tidy
