#include "layers.h"

#include <algorithm>

namespace tidy {

namespace {

bool begins_with_one_of(std::string_view name, const std::vector<std::string>& beginnings) {
  return std::ranges::any_of(beginnings, [&](const auto& b) { return name.starts_with(b); });
}

/// Null when there is no such row.
const Layer* find(std::string_view folder, const Layers& layers) {
  const auto found = std::ranges::find(layers, folder, &Layer::folder);
  return found == layers.end() ? nullptr : &*found;
}

/// The row of a file: its own, or else its folder's; null when there is none.
const Layer* layer_of(std::string_view name, const Layers& layers) {
  const Layer* own = find(name, layers);
  return own ? own : find(name.substr(0, name.rfind('/')), layers);
}

/// The standard library's names are one word; POSIX's are those here, and for .cpp files.
bool is_standard(std::string_view header) { return header.find_first_of("/.") == header.npos; }

bool is_posix(std::string_view header) {
  static const std::vector<std::string> names = {
      "arpa/inet.h", "fcntl.h",  "netinet/in.h", "poll.h", "signal.h",
      "spawn.h",     "stdlib.h", "string.h",     "time.h", "unistd.h",
      "pwd.h",       "grp.h",    "malloc.h",     "sys/",   "fnmatch.h"};
  return begins_with_one_of(header, names);
}

std::vector<std::string> operator+(std::vector<std::string> some,
                                   const std::vector<std::string>& more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

Layers make_layers() {
  // The statuses are values: the harness's State holds them too.
  const std::vector<std::string> statuses = {"ops/model/status.h"};
  const std::vector<std::string> below_model = {"ops/base", "ops/pebble", "ops/juju", "ops/meta"};
  const auto below_charm =
      below_model + std::vector<std::string>{"ops/store", "ops/model", "ops/framework"};
  const auto library = below_charm + std::vector<std::string>{"ops/charm", "ops"};
  const std::string errors = "ops/testing/errors.h";  // what consistency and context throw
  const auto below_fakes =
      std::vector<std::string>{"ops/testing/state", errors} + below_model + statuses;
  return {
      {"ops/base", {}},
      {"ops/pebble", {"ops/base"}},
      {"ops/juju", {"ops/base"}},
      {"ops/store", {"ops/base"}},
      {"ops/meta", {"ops/base"}},
      {"ops/model", below_model},
      {"ops/framework", {"ops/base", "ops/store"}},
      {"ops/charm", below_charm},
      {"ops", below_charm + std::vector<std::string>{"ops/charm"}},  // main, ops.h
      {"ops/cli", {"ops/base", "ops/meta", "ops/version.h"}},
      {"ops/testing/state", std::vector<std::string>{"ops/base", "ops/pebble"} + statuses},
      {errors, {"ops/base"}},
      {"ops/testing/fakes", below_fakes + std::vector<std::string>{"ops/store"}},
      {"ops/testing/consistency", below_fakes},
      {"ops/testing",
       library + std::vector<std::string>{errors, "ops/testing/state", "ops/testing/fakes",
                                          "ops/testing/consistency"}},
      {"ops/testing/pch", {"ops/testing"}},
      {"charm", library},
  };
}

}  // namespace

const Layers& layers() {
  static const Layers table = make_layers();
  return table;
}

const std::vector<ThirdParty>& third_parties() {
  static const std::vector<ThirdParty> table = {
      {"nlohmann/", {"lib/ops/", "harness/ops/testing/", "tests/", "bench/"}},
      {"yaml-cpp/", {"lib/ops/base/yaml"}},
      {"absl/", {"lib/ops/", "harness/ops/testing/"}, true},
      {"boost/", {"lib/ops/pebble/http_client", "tests/lib/pebble/http_client", "examples/"}},
      {"sqlite3.h", {"lib/ops/store/sqlite_", "tests/lib/store/sqlite_"}},
      {"doctest/", {"harness/ops/testing/doctest", "tests/"}, true},
      {"catch2/", {"tests/harness/"}},
      {"gtest/", {"tests/harness/"}},
      {"rapidcheck", {"tests/"}},
      {"cxxabi.h", {"lib/ops/", "harness/ops/testing/", "tests/"}},
      {"sys/single_threaded.h", {"lib/ops/base/node.h"}, true},
      {"CLI/", {"cli/ops/cli/commands"}},
      {"zip.h", {"cli/ops/cli/zip_"}},
      {"dlfcn.h", {"tests/dispatch/fault_shim"}},
      {"lzma.h", {"libs/grafana_dashboard/"}},
  };
  return table;
}

Findings check_layers_point_down(const Layers& layers) {
  Findings findings;
  for (std::size_t i = 0; i < layers.size(); ++i)
    for (const std::string& name : layers[i].may) {
      const Layer* named = layer_of(name, layers);
      if (!named || named >= &layers[i])
        findings.push_back({layers[i].folder, i, "may include " + name + ", which is not below"});
    }
  return findings;
}

Findings check_includes(const Source& source, const Layers& layers) {
  const std::string own_name = include_name(source.path);
  const Layer* own = layer_of(own_name, layers);
  if (!own) return {{source.path, 0, "is in no layer: tests/tidy/layers.cpp lists them"}};
  Findings findings;
  for (const Include& include : includes(source)) {
    const Layer* other = layer_of(include.name, layers);
    // Without a folder: beside the file, as "fastapi_demo.h" is for the charm.
    const bool beside = include.name.find('/') == std::string::npos;
    if (!include.quoted || other == own || beside) continue;
    const auto fits = [&](const std::string& may) {
      return include.name == may || (other && other->folder == may);
    };
    if (std::ranges::none_of(own->may, fits))
      findings.push_back(
          {source.path, include.line, own->folder + " may not include " + include.name});
  }
  return findings;
}

Findings check_third_party(const Source& source, const std::vector<ThirdParty>& table) {
  const bool header = ending(source.path) == ".h" && !source.path.starts_with("tests/");
  Findings findings;
  const auto find = [&](const Include& include, const std::string& what) {
    findings.push_back({source.path, include.line, "<" + include.name + "> " + what});
  };
  for (const Include& include : includes(source)) {
    if (include.quoted || is_standard(include.name)) continue;
    const auto row = std::ranges::find_if(
        table, [&](const ThirdParty& r) { return include.name.starts_with(r.header); });
    const bool known = row != table.end();
    if (!known && !is_posix(include.name))
      find(include, "is not in the table of tests/tidy/layers.cpp");
    else if (known && !begins_with_one_of(source.path, row->may))
      find(include, "is for others");
    else if (header && !(known && row->in_headers))
      find(include, "belongs in a .cpp file");
  }
  return findings;
}

}  // namespace tidy
