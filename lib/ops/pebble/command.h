#pragma once
/// The command lines of services and exec checks. For .cpp files.

#include <string>
#include <string_view>
#include <vector>

#include "ops/base/errors.h"

namespace ops::pebble {

/// A command line that is none. The message is Pebble's: "EOF found when expecting closing quote".
class CommandError : public ParseError {
 public:
  using ParseError::ParseError;
};

/// The words of `text`, as Pebble splits them: by blanks, with "double" and 'single' quotes and
/// \ escapes; a # that begins a word begins a comment, up to the end of the line. Throws
/// CommandError.
std::vector<std::string> split_words(std::string_view text);

/// "server --port 80 [ --verbose ]": the words in brackets are what arguments given on Pebble's
/// own command line replace.
struct ServiceCommand {
  std::vector<std::string> words = {};
  std::vector<std::string> default_arguments = {};
};

/// Throws CommandError, also for brackets that are nested, come first, or not last. One that is
/// not closed is taken as it is, and quoted brackets count too, as in Pebble.
ServiceCommand parse_service_command(std::string_view text);

/// Whether split_words and parse_service_command cannot fail: no quotes, escapes or brackets.
bool is_plain_command(std::string_view text);

}  // namespace ops::pebble
