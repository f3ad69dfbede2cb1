#include "ops/cli/init.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <iostream>

#include "ops/cli/charm_files.h"
#include "ops/cli/errors.h"
#include "ops/cli/templates.h"
#include "ops/cli/tree.h"

namespace ops::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 2> kProfiles = {"kubernetes", "machine"};

/// "my-charm" as "My Charm", with what joins the words.
std::string capitalised(const std::string& name, std::string_view joint) {
  std::string text;
  bool begins = true;
  for (const char c : name) {
    if (c == '-')
      text += joint;
    else
      text += begins ? static_cast<char>(std::toupper(c)) : c;
    begins = c == '-';
  }
  return text;
}

std::string class_of(const std::string& name) {
  const std::string words = capitalised(name, "");
  return words.ends_with("Charm") ? words : words + "Charm";
}

std::string replaced(std::string text, std::string_view from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string filled(std::string text, const std::string& name) {
  text = replaced(std::move(text), "@name@", name);
  text = replaced(std::move(text), "@title@", capitalised(name, " "));
  return replaced(std::move(text), "@class@", class_of(name));
}

std::string name_of_folder(const fs::path& folder) {
  const fs::path whole = fs::weakly_canonical(fs::absolute(folder));
  return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

void check_none_is_there(const fs::path& folder, const std::vector<Entry>& files) {
  for (const Entry& file : files)
    if (fs::exists(fs::symlink_status(folder / file.name)))
      throw CliError("cannot write " + (folder / file.name).lexically_normal().string() +
                     ": it is there already; move it away, or choose another folder");
}

/// All of them, or none.
void write_all(const fs::path& folder, const std::vector<Entry>& files) {
  std::vector<fs::path> written;
  try {
    for (const Entry& file : files) {
      const fs::path path = folder / file.name;
      fs::create_directories(path.parent_path());
      write_file(path, file.content);
      written.push_back(path);
    }
  } catch (const std::exception& error) {
    std::error_code ignored;
    for (const fs::path& path : written) fs::remove(path, ignored);
    throw CliError(std::string("cannot write the project: ") + error.what());
  }
}

}  // namespace

std::vector<Entry> project_files(const std::string& name, const std::string& profile) {
  if (!is_charm_name(name))
    throw CliError("cannot begin a project: '" + name + "' is no name of a charm; " +
                   kCharmNameWords + ", as in --name my-charm");
  if (std::ranges::find(kProfiles, profile) == kProfiles.end())
    throw CliError("cannot begin a project: there is no profile '" + profile +
                   "'; choose kubernetes or machine");
  std::vector<Entry> files;
  for (const Template& one : templates())
    if (one.profile == "common" || one.profile == profile)
      files.push_back({std::string(one.name), filled(std::string(one.text), name)});
  return files;
}

int init(const InitOptions& options) {
  const fs::path folder = options.folder;
  const std::string name = options.name.empty() ? name_of_folder(folder) : options.name;
  const auto files = project_files(name, options.profile);
  check_none_is_there(folder, files);
  write_all(folder, files);
  for (const Entry& file : files)
    std::cout << (folder / file.name).lexically_normal().string() << "\n";
  std::cout << "\nNext, in " << options.folder << ":\n  ops-cpp test\n  ops-cpp pack\n";
  return 0;
}

}  // namespace ops::cli
