/// Any text, as a service's command line: it is split or refused, and its words, quoted, are split
/// into the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "ops/pebble/command.h"

using namespace ops::pebble;

namespace {

std::string quoted(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += '"';
    for (const char c : word) (text += c == '"' || c == '\\' ? "\\" : "") += c;
    text += "\" ";
  }
  return text;
}

template <class Read>
bool is_read(Read read) {
  try {
    read();
    return true;
  } catch (const CommandError&) {
    return false;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<std::string> words;
  const bool is_split = is_read([&] { words = split_words(text); });
  if (is_split && split_words(quoted(words)) != words) std::abort();
  const bool is_command = is_read([&] { parse_service_command(text); });
  if (is_plain_command(text) && !(is_split && is_command)) std::abort();
  return 0;
}
