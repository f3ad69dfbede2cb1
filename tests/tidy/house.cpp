#include "house.h"

#include <algorithm>
#include <map>
#include <regex>
#include <set>

namespace tidy {

namespace {

std::string_view folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? std::string_view() : path.substr(0, slash);
}

/// True when the namespace that opens at `line` holds nothing but "class X;".
bool only_declares(const std::vector<std::string_view>& all, std::size_t line) {
  for (std::size_t i = line + 1; i < all.size() && !all[i].starts_with('}'); ++i) {
    const bool names = all[i].starts_with("class ") || all[i].starts_with("struct ");
    if (!names || !all[i].ends_with(';')) return false;
  }
  return true;
}

std::string_view stem_of(std::string_view path) {
  return path.substr(0, path.size() - ending(path).size());
}

std::string_view basename_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// "ops/testing/state/x.h": ops::testing::state, ops::testing, ops.
std::vector<std::string> allowed_namespaces(const std::string& path) {
  std::string name =
      std::regex_replace(std::string(folder_of(include_name(path))), std::regex("/"), "::");
  std::vector<std::string> allowed;
  for (auto end = name.size(); end != std::string::npos; end = name.rfind("::", end - 1))
    allowed.push_back(name.substr(0, end));
  return allowed;
}

/// What a quoted include names: beside the includer, or from a root.
const Source* resolve(const std::map<std::string, const Source*>& by_name, const Source& from,
                      const Include& include) {
  if (!include.quoted) return nullptr;
  const std::string beside = std::string(folder_of(include_name(from.path))) + "/" + include.name;
  for (const std::string& name : {include.name, beside})
    if (const auto found = by_name.find(name); found != by_name.end()) return found->second;
  return nullptr;
}

std::map<std::string, const Source*> by_include_name(const Sources& sources) {
  std::map<std::string, const Source*> by_name;
  for (const Source& source : sources) by_name[include_name(source.path)] = &source;
  return by_name;
}

/// Depth first; what is grey is being visited.
class CycleFinder {
 public:
  explicit CycleFinder(const Sources& sources) : by_name_(by_include_name(sources)) {}

  void visit(const Source& source) {
    if (!colours_.emplace(&source, Colour::grey).second) return;
    for (const Include& include : includes(source)) {
      const Source* next = resolve(by_name_, source, include);
      if (!next) continue;
      const auto seen = colours_.find(next);
      if (seen != colours_.end() && seen->second == Colour::grey)
        findings.push_back({source.path, include.line, next->path + " includes this one in turn"});
      else
        visit(*next);
    }
    colours_[&source] = Colour::black;
  }

  Findings findings = {};

 private:
  enum class Colour { grey, black };
  std::map<std::string, const Source*> by_name_;
  std::map<const Source*, Colour> colours_ = {};
};

/// How a meson.build in `folder` may name the file.
std::vector<std::string> names_in_meson(std::string_view path, std::string_view folder) {
  const std::string relative(folder.empty() ? path : path.substr(folder.size() + 1));
  std::string stem(stem_of(basename_of(path)));
  std::vector<std::string> names = {"'" + relative + "'", "'" + stem + "'"};
  for (const std::string_view kind : {"_test", "_bench", "_fuzz"})
    if (stem.ends_with(kind))
      names.push_back("'" + stem.substr(0, stem.size() - kind.size()) + "'");
  return names;
}

bool is_listed(const Source& source, const std::map<std::string, const Source*>& meson_by_folder) {
  for (auto folder = folder_of(source.path);; folder = folder_of(folder)) {
    const auto found = meson_by_folder.find(std::string(folder));
    if (found != meson_by_folder.end())
      for (const std::string& name : names_in_meson(source.path, folder))
        if (found->second->text.find(name) != std::string::npos) return true;
    if (folder.empty()) return false;
  }
}

}  // namespace

Findings check_pragma_once(const Source& source) {
  if (ending(source.path) != ".h") return {};
  const std::string code = code_only(source.text);
  const auto first = std::min(code.find_first_not_of(" \n"), code.size());
  if (std::string_view(code).substr(first).starts_with("#pragma once\n")) return {};
  return {{source.path, 1, "begins with #pragma once"}};
}

Findings check_namespace(const Source& source, const std::vector<std::string>& hooks) {
  const bool product = include_name(source.path) != source.path;
  if (!product || std::ranges::find(hooks, source.path) != hooks.end()) return {};
  static const std::regex opening(R"(^(inline )?namespace (ops[\w:]*) \{)");
  const auto allowed = allowed_namespaces(source.path);
  const auto all = lines(source.text);
  Findings findings;
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::cmatch match;
    if (!std::regex_search(all[i].data(), all[i].data() + all[i].size(), match, opening)) continue;
    const std::string name = match[2];
    if (std::ranges::find(allowed, name) == allowed.end() && !only_declares(all, i))
      findings.push_back(
          {source.path, i + 1, "is in " + name + "; its folder says " + allowed.front()});
  }
  return findings;
}

Findings check_headers_are_used(const Sources& sources, const std::vector<std::string>& entrances) {
  const auto by_name = by_include_name(sources);
  std::set<const Source*> used;
  for (const Source& source : sources)
    for (const Include& include : includes(source)) {
      const Source* header = resolve(by_name, source, include);
      if (header && stem_of(header->path) != stem_of(source.path)) used.insert(header);
    }
  Findings findings;
  for (const Source& source : sources)
    if (ending(source.path) == ".h" && !used.contains(&source) &&
        std::ranges::find(entrances, source.path) == entrances.end())
      findings.push_back({source.path, 0, "nobody includes it"});
  return findings;
}

Findings check_no_cycles(const Sources& sources) {
  CycleFinder finder(sources);
  for (const Source& source : sources) finder.visit(source);
  return finder.findings;
}

Findings check_listed(const Sources& sources, const Sources& meson_files) {
  std::map<std::string, const Source*> meson_by_folder;
  for (const Source& meson : meson_files)
    meson_by_folder[std::string(folder_of(meson.path))] = &meson;
  Findings findings;
  for (const Source& source : sources)
    if (ending(source.path) == ".cpp" && !is_listed(source, meson_by_folder))
      findings.push_back({source.path, 0, "no meson.build lists it"});
  return findings;
}

}  // namespace tidy
