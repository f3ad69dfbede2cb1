/// What the pages below docs/ show as C++ is code that is compiled.
#include "snippets.h"

#include <doctest/doctest.h>

using docs::Snippet, docs::snippets, docs::unknown_functions, docs::unknown_snippets;

namespace {

const std::string kPage = R"(# A page
`not_this()`

| Python | C++ | C++ class |
|---|---|---|
| `x.on` | `x.on()`, as `a \| b` | `X` |
| `y` | none |

| Name | Meaning |
|---|---|
| `z` | `z` |

```cpp
int a =
    1;
```
)";

std::vector<std::string> codes(const std::string& page) {
  std::vector<std::string> all;
  for (const Snippet& snippet : snippets(page)) all.push_back(snippet.code);
  return all;
}

}  // namespace

TEST_CASE("a page's C++ is in the columns that say so, and in its blocks") {
  CHECK(codes(kPage) == std::vector<std::string>{"x.on()", "a | b", "X", "int a =\n    1;\n"});
}

TEST_CASE("white space does not count, nor do comments") {
  const tidy::Sources pages{{"docs/a.md", kPage}};
  CHECK(unknown_snippets(pages, {{"a.cpp", "X x; x.on(); a | b; int a = 1;"}}).empty());
  const auto findings = unknown_snippets(pages, {{"a.cpp", "// x.on()\nX; b | a; int a = 1;"}});
  REQUIRE(findings.size() == 2);
  CHECK(findings[0] == tidy::Finding{"docs/a.md", 6, "is no code of ours: x.on()"});
}

/// The tutorial is followed step by step: tests/packaging/page_test.py.
TEST_CASE("the pages show nothing that is not compiled") {
  auto pages = tidy::read_sources(PROJECT_ROOT, {"docs"}, {".md"});
  std::erase_if(pages, [](const auto& page) { return page.path.starts_with("docs/tutorial/"); });
  const auto sources =
      tidy::read_sources(PROJECT_ROOT, {"tests/docs", "examples", "libs"}, {".h", ".cpp"});
  CHECK(pages.size() > 2);
  CHECK(tidy::to_string(unknown_snippets(pages, sources)) == "");
}

TEST_CASE("a function that a page names is known by its name") {
  const tidy::Sources pages{{"docs/a.md", "- `a()`, `load<T>()`: not b()\n- `on().c(\"d()\")`\n"}};
  const tidy::Sources headers{{"a.h", "int a(); template <class T> T load(); void on();"}};
  CHECK(unknown_functions(pages, headers) == tidy::Findings{{"docs/a.md", 2, "c"}});
}

TEST_CASE("the reference names no function that is gone") {
  const auto pages = tidy::read_sources(PROJECT_ROOT, {"docs/reference"}, {".md"});
  const auto headers = tidy::read_sources(PROJECT_ROOT, {"lib", "harness"}, {".h"});
  CHECK(tidy::to_string(unknown_functions(pages, headers)) == "");
}
