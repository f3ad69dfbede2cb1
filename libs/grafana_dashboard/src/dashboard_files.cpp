#include "dashboard_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "ops/base/errors.h"
#include "ops/base/json.h"
#include "shake256.h"

namespace fs = std::filesystem;
using ops::base::Json;
using ops::base::List;
using ops::base::Map;

namespace grafana_dashboard {

namespace {

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const fs::path extension = entry.path().extension();
    if (entry.is_regular_file() && (extension == ".json" || extension == ".tmpl"))
      files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// As the Python library makes them: such a uid stays.
bool is_uid_of_a_path(const Json* uid) {
  if (!uid || !uid->is_string()) return false;
  const std::string text = uid->as_string();
  return text.size() == 40 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
}

Json tags_of(const Json* tags, const std::string& charm_name) {
  const List<Json> all = tags ? tags->items() : List<Json>();
  const bool has_charm = std::ranges::any_of(all, [](const Json& tag) {
    return tag.is_string() && tag.as_string().starts_with("charm: ");
  });
  return Json::list(has_charm ? all : all.with("charm: " + charm_name));
}

std::string prepared(const std::string& json, const std::string& path,
                     const std::string& charm_name) {
  Map<std::string, Json> dashboard = Json::parse(json).entries();
  if (!is_uid_of_a_path(dashboard.find("uid")))
    dashboard = dashboard.with("uid", shake256(charm_name + '-' + path, 20));
  return Json::object(dashboard.with("tags", tags_of(dashboard.find("tags"), charm_name))).text();
}

}  // namespace

std::vector<DashboardFile> read_dashboards(const std::string& charm_dir, const std::string& path,
                                           const std::string& charm_name, ops::Logger& logger) {
  const fs::path folder = fs::path(charm_dir) / path;
  if (!fs::is_directory(folder)) {
    logger.warning("Invalid Grafana dashboards folder at " + folder.string());
    return {};
  }
  std::vector<DashboardFile> all;
  for (const fs::path& file : files_in(folder)) {
    const std::string in_charm = path + '/' + file.filename().string();
    try {
      all.push_back({.id = "file:" + file.stem().string(),
                     .json = prepared(content_of(file), in_charm, charm_name)});
    } catch (const ops::ParseError& error) {
      logger.error("Failed to load dashboard '" + in_charm + "': " + error.what());
    }
  }
  return all;
}

}  // namespace grafana_dashboard
