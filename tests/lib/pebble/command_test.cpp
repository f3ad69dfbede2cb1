/// How Pebble splits command lines.
#include "ops/pebble/command.h"

#include <doctest/doctest.h>

using ops::pebble::CommandError, ops::pebble::is_plain_command, ops::pebble::parse_service_command,
    ops::pebble::split_words;
using Words = std::vector<std::string>;

TEST_CASE("words are told apart by blanks, tabs and line breaks") {
  CHECK(split_words("server  --port\t80\r\n-v ") == Words{"server", "--port", "80", "-v"});
  CHECK(split_words("") == Words{});
  CHECK(split_words(" \t\n") == Words{});
}

TEST_CASE("quotes keep blanks in a word, and may make an empty one") {
  CHECK(split_words(R"(echo "a b" 'c d')") == Words{"echo", "a b", "c d"});
  CHECK(split_words(R"(a"b c"'d e'f)") == Words{"ab cd ef"});
  CHECK(split_words(R"("" '')") == Words{"", ""});
}

TEST_CASE("a backslash keeps the next character, but not between single quotes") {
  CHECK(split_words(R"(a\ b \" \\)") == Words{"a b", "\"", "\\"});
  CHECK(split_words(R"("a\"b\c")") == Words{"a\"bc"});
  CHECK(split_words(R"('a\')") == Words{"a\\"});
}

TEST_CASE("a # begins a comment only where a word begins") {
  CHECK(split_words("a #b c") == Words{"a"});
  CHECK(split_words("a#b c") == Words{"a#b", "c"});
  CHECK(split_words("# all\nb") == Words{"b"});
  CHECK(split_words("\"\"#b") == Words{"#b"});
  CHECK(split_words("\\#b") == Words{"#b"});
}

TEST_CASE("what is opened must be closed") {
  CHECK_THROWS_WITH_AS(split_words("a \"b"), "EOF found when expecting closing quote",
                       CommandError);
  CHECK_THROWS_WITH_AS(split_words("a 'b"), "EOF found when expecting closing quote", CommandError);
  CHECK_THROWS_WITH_AS(split_words("a b\\"), "EOF found after escape character", CommandError);
  CHECK_THROWS_WITH_AS(split_words("\"b\\"), "EOF found after escape character", CommandError);
}

TEST_CASE("words in brackets at the end are the default arguments") {
  const auto command = parse_service_command("server -a [ -b 'c d' ]");
  CHECK(command.words == Words{"server", "-a"});
  CHECK(command.default_arguments == Words{"-b", "c d"});
  CHECK(parse_service_command("server [ ]").default_arguments == Words{});
  CHECK(parse_service_command("server [ -b").default_arguments == Words{"-b"});
  CHECK(parse_service_command("server [-b]").words == Words{"server", "[-b]"});
}

TEST_CASE("brackets count also when they are quoted, as in Pebble") {
  CHECK(parse_service_command("server \"[\" a").default_arguments == Words{"a"});
}

TEST_CASE("brackets stand at the end, once, and not alone") {
  const auto fault_of = [](const char* text) -> std::string {
    try {
      parse_service_command(text);
    } catch (const CommandError& error) {
      return error.what();
    }
    return "none";
  };
  CHECK(fault_of("server [ a ]") == "none");
  CHECK(fault_of("server [ a [ b ] ]") == "cannot nest [ ... ] groups");
  CHECK(fault_of("server [ a ] b") == "cannot have any arguments after [ ... ] group");
  CHECK(fault_of("[ server ]") == "cannot start command with [ ... ] group");
  CHECK(fault_of("server a ]") == "cannot have ] outside of [ ... ] group");
}

TEST_CASE("a plain command is one in which nothing can be wrong") {
  CHECK(is_plain_command("server --port=80 # all"));
  for (const char* text : {"a \"b\"", "a 'b'", "a\\ b", "a [ b", "a ]"})
    CHECK_FALSE(is_plain_command(text));
}
