/// Runs the recorded cases of the real Pebble through the fake one.
///
/// usage: fake_pebble_cases [--areas AREA,AREA...] [--only ID] FILE.jsonl...
///
/// Prints what differs, and at last how many passed, failed and were skipped; 1 when any failed.
#include <cstring>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "steps.h"

namespace conformance {

namespace {

struct Options {
  std::set<std::string> areas = {};  // none: all
  std::string only = {};
  std::vector<std::string> files = {};
};

struct Counts {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
};

/// FORMAT.md: what a runner for a fake without an HTTP interface leaves out. Empty: nothing.
std::string why_skipped(const json& one) {
  if (one.contains("replies")) return "it judges a client";
  for (const json& step : one.at("steps")) {
    if (step.at("op") == "exec_ws") return "it speaks websockets";
    if (step.at("op") == "http" && step.value("method", "GET") != "GET") return "it speaks HTTP";
  }
  return {};
}

/// Empty when the fake can play the case.
std::string what_is_missing(const json& one) {
  for (const char* key : {"layers", "hold", "args", "identities", "daemon_uid"})
    if (one.contains(key)) return std::string("the fake has no ") + key;
  for (const json& step : one.at("steps"))
    if (step.at("op") != "http" && !knows_operation(step.at("op")))
      return "the fake has no " + step.at("op").get<std::string>();
  return {};
}

/// Errors of Python's own classes agree by being errors, some of Pebble's by their class.
bool agrees(const json& wanted, const json& got) {
  if (!wanted.contains("error")) return wanted == got;
  if (!got.contains("error")) return false;
  const std::string class_name = wanted["error"].at("class");
  static const std::set<std::string> exact = {"APIError", "PathError", "ChangeError", "ExecError",
                                              "TimeoutError"};
  if (exact.contains(class_name)) return wanted == got;
  return class_name != "ConnectionError" || got["error"]["class"] == class_name;
}

/// The first difference; empty when there is none.
std::string difference(const json& one) {
  if (const std::string missing = what_is_missing(one); !missing.empty()) return missing;
  const json& expected = one.at("expect");
  if (expected.at("start") != json{{"ok", true}}) return "the fake always starts";
  Steps steps(one);
  for (std::size_t i = 0; i < one["steps"].size(); ++i) {
    const json& step = one["steps"][i];
    if (step.at("op") == "http") continue;
    const json& wanted = expected.at("steps").at(i);
    const json got = steps.run(step);
    if (agrees(wanted, got)) continue;
    return "step " + std::to_string(i) + ' ' + step.dump() + "\n  wanted " + wanted.dump() +
           "\n  got    " + got.dump();
  }
  const json end = steps.end();
  if (end == expected.at("end")) return {};
  return "end\n  wanted " + expected["end"].dump() + "\n  got    " + end.dump();
}

std::string safe_difference(const json& one) {
  try {
    return difference(one);
  } catch (const std::exception& error) {
    return std::string("threw: ") + error.what();
  }
}

void run_case(const json& one, const Options& options, Counts& counts) {
  const std::string id = one.at("id");
  if (!options.only.empty() && id != options.only) return;
  if (!options.areas.empty() && !options.areas.contains(id.substr(0, id.find('-')))) return;
  if (!why_skipped(one).empty()) {
    ++counts.skipped;
    return;
  }
  const std::string found = safe_difference(one);
  ++(found.empty() ? counts.passed : counts.failed);
  if (!found.empty()) std::cout << id << ": " << found << "\n";
}

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--areas") == 0 && i + 1 < argc) {
      std::istringstream areas(argv[++i]);
      for (std::string area; std::getline(areas, area, ',');) options.areas.insert(area);
    } else if (std::strcmp(argv[i], "--only") == 0 && i + 1 < argc) {
      options.only = argv[++i];
    } else {
      options.files.emplace_back(argv[i]);
    }
  }
  return options;
}

}  // namespace

}  // namespace conformance

int main(int argc, char** argv) {
  const conformance::Options options = conformance::read_options(argc, argv);
  conformance::Counts counts;
  for (const std::string& file : options.files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
      conformance::run_case(nlohmann::json::parse(line), options, counts);
  }
  std::cout << counts.passed << " passed, " << counts.failed << " failed, " << counts.skipped
            << " skipped\n";
  return counts.failed == 0 && counts.passed > 0 ? 0 : 1;
}
