#include "ops/cli/tree.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>

#include "ops/cli/errors.h"

namespace ops::cli {

namespace fs = std::filesystem;

namespace {

bool is_within(const fs::path& folder, const fs::path& path) {
  const auto [in_folder, in_path] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return in_folder == folder.end();
}

class Walk {
 public:
  explicit Walk(const fs::path& root) : root_(fs::weakly_canonical(root)) {}

  std::vector<TreeFile> files = {};

  /// `name` is from the root; `path` where it is, past the links on the way.
  void visit(const fs::path& name, const fs::path& path) {
    const fs::path place = fs::is_symlink(path) ? followed(name, path) : path;
    const fs::file_status status = fs::status(place);
    if (fs::is_directory(status)) return visit_folder(name, place);
    if (!fs::is_regular_file(status)) fail(name, "it is neither a file nor a folder");
    const auto execute = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
    files.push_back(
        {name.generic_string(), place, (status.permissions() & execute) != fs::perms::none});
  }

 private:
  [[noreturn]] static void fail(const fs::path& name, const std::string& why) {
    throw CliError("cannot pack " + name.generic_string() + ": " + why);
  }

  fs::path followed(const fs::path& name, const fs::path& link) const {
    const std::string target = fs::read_symlink(link).string();
    if (target.starts_with('/'))
      fail(name, "it is a link to an absolute path, " + target + "; make it a relative one");
    std::error_code error;
    const fs::path place = fs::canonical(link, error);
    if (error) fail(name, "it is a link to " + target + ", which leads nowhere; remove it");
    if (!is_within(root_, place))
      fail(name,
           "it is a link to " + target + ", which leaves the charm; put the file there instead");
    return place;
  }

  void visit_folder(const fs::path& name, const fs::path& place) {
    const fs::path canonical = fs::canonical(place);
    if (std::ranges::find(open_, canonical) != open_.end())
      fail(name, "it is a link to a folder that it stands in; remove it");
    open_.push_back(canonical);
    for (const auto& entry : fs::directory_iterator(place))
      visit(name / entry.path().filename(), entry.path());
    open_.pop_back();
  }

  fs::path root_;
  std::vector<fs::path> open_ = {};
};

std::string reason() { return std::generic_category().message(errno); }

}  // namespace

std::vector<TreeFile> files_below(const fs::path& root, const fs::path& start) {
  if (!fs::exists(fs::symlink_status(start))) return {};
  Walk walk(root);
  const fs::path name = start.lexically_relative(root);
  walk.visit(name == "." ? fs::path() : name, start);
  std::ranges::sort(walk.files, {}, &TreeFile::name);
  return std::move(walk.files);
}

std::string read_file(const fs::path& path, std::uintmax_t most) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) throw CliError("cannot read " + path.string() + ": " + error.message());
  if (size > most)
    throw CliError("cannot read " + path.string() + ": it has more than " + std::to_string(most) +
                   " bytes");
  std::ifstream in(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) throw CliError("cannot read " + path.string() + ": " + reason());
  return content;
}

void write_file(const fs::path& path, const std::string& content) {
  const fs::path beside = path.string() + ".part" + std::to_string(getpid());
  std::ofstream out(beside, std::ios::binary);
  out << content;
  out.close();
  std::error_code error;
  if (out) fs::rename(beside, path, error);
  if (out && !error) return;
  const std::string why = error ? error.message() : reason();
  fs::remove(beside, error);
  throw CliError("cannot write " + path.string() + ": " + why);
}

}  // namespace ops::cli
