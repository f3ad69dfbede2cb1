#include "ops/cli/entry_names.h"

#include <algorithm>

#include "ops/base/utf8.h"

namespace ops::cli {

namespace {

constexpr std::size_t kMostBytes = 255;  // of a file's name, on Linux

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string fault_of_part(std::string_view part) {
  if (part.empty()) return "a part of it is empty";
  if (part == ".") return "a part of it is '.'";
  if (part == "..") return "it climbs out of the charm";
  if (part.size() > kMostBytes) return "a part of it is longer than 255 bytes";
  return "";
}

std::string without_slash(const std::string& name) {
  return name.ends_with('/') ? name.substr(0, name.size() - 1) : name;
}

}  // namespace

std::string fault_of(std::string_view name) {
  if (name.empty()) return "it is empty";
  if (name[0] == '/') return "it is an absolute path";
  if (name.find('\\') != name.npos) return "it has a backslash";
  if (std::ranges::any_of(name, is_control)) return "it has a control character";
  if (!base::is_utf8(name)) return "it is not UTF-8";
  if (name.ends_with('/')) name.remove_suffix(1);
  for (std::size_t start = 0; start <= name.size();) {
    const auto end = std::min(name.find('/', start), name.size());
    if (std::string fault = fault_of_part(name.substr(start, end - start)); !fault.empty())
      return fault;
    start = end + 1;
  }
  return "";
}

std::vector<std::string> clashes(const std::vector<std::string>& names) {
  std::vector<std::string> files, bare, found;
  for (const std::string& name : names) {
    bare.push_back(without_slash(name));
    if (!name.ends_with('/')) files.push_back(name);
  }
  std::ranges::sort(files);
  std::ranges::sort(bare);
  for (std::size_t i = 1; i < bare.size(); ++i)
    if (bare[i] == bare[i - 1]) found.push_back("'" + bare[i] + "' stands in it twice");
  for (const std::string& name : bare)
    for (auto slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1))
      if (std::ranges::binary_search(files, name.substr(0, slash)))
        found.push_back("'" + name.substr(0, slash) + "' is a file, and '" + name +
                        "' is below it");
  return found;
}

}  // namespace ops::cli
