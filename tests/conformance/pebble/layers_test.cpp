/// Every recorded case that only adds layers and reads the plan: what real Pebble 1.32.1 did.
///
/// FORMAT.md says what a case is. Each layer is added twice, as text and as a value, and both must
/// give what was recorded.
#include "ops/pebble/layers.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "ops/pebble/errors.h"
#include "ops/pebble/parsed_layer.h"
#include "ops/pebble/yaml.h"
#include "sent_layer.h"

using conformance::as_ops_gives_it, conformance::sent_text;
using nlohmann::json;
using ops::pebble::Layer;
using Layers = ops::base::Map<std::string, Layer>;

namespace {

const std::string kFolder = CONFORMANCE_FOLDER;

std::vector<json> recorded_cases() {
  std::vector<json> cases;
  for (const char* file : {"handwritten", "seed1"}) {
    std::ifstream in(kFolder + "/pebble/" + file + ".expected.jsonl");
    for (std::string line; std::getline(in, line);) cases.push_back(json::parse(line));
  }
  return cases;
}

std::set<std::string> excepted_ids() {
  std::set<std::string> ids;
  std::ifstream in(kFolder + "/exceptions.json");
  for (const json& exception : json::parse(in)) ids.insert(exception.at("id").get<std::string>());
  return ids;
}

bool is_about_layers(const json& one) {
  for (const char* key : {"replies", "layers", "args", "identities"})
    if (one.contains(key)) return false;
  return std::ranges::all_of(one.at("steps"), [](const json& step) {
    return step.at("op") == "add_layer" || step.at("op") == "get_plan";
  });
}

// ---- The steps ------------------------------------------------------------------------------

json result_of(const ops::pebble::APIError& error) {
  return {{"error",
           {{"class", "APIError"},
            {"code", error.code()},
            {"kind", error.kind().empty() ? json(nullptr) : json(error.kind())},
            {"message", error.what()},
            {"status", error.status()}}}};
}

template <class Adding>
json result_of_adding(Layers& layers, const Adding& adding) {
  try {
    layers = adding(layers);
    return {{"ok", nullptr}};
  } catch (const ops::pebble::APIError& error) {
    return result_of(error);
  }
}

/// One Pebble that gets its layers as text, and one that gets them as values where text can be one.
struct Pebbles {
  Layers by_text = {}, by_value = {};

  json add_layer(const json& step) {
    const std::string text = sent_text(step.at("layer"));
    const std::string label = step.at("label").get<std::string>();
    const bool combine = step.value("combine", false);
    const auto as_text = [&](const Layers& layers) {
      return ops::pebble::with_yaml_layer(layers, label, text, combine);
    };
    const auto as_value = [&](const Layers& layers) {
      const auto parsed = ops::pebble::parse_layer(text, label);
      if (!parsed.odd_words.empty()) return as_text(layers);
      return ops::pebble::with_layer(layers, label, parsed.layer, combine);
    };
    const json result = result_of_adding(by_text, as_text);
    CHECK(result_of_adding(by_value, as_value) == result);
    return result;
  }

  json get_plan(const json& step) const {
    const ops::pebble::Plan plan = ops::pebble::combine(by_text);
    const std::string text = ops::pebble::to_yaml(plan);
    CHECK(ops::pebble::to_yaml(ops::pebble::combine(by_value)) == text);
    return {{"ok", step.value("parsed", false) ? as_ops_gives_it(text) : json(text)}};
  }
};

/// FORMAT.md §6: the line numbers of YAML errors do not count.
json normal(const json& value) {
  static const std::regex kLine("line [0-9]+");
  json out = value;
  if (out.is_structured())
    for (json& item : out) item = normal(item);
  if (out.is_string() && out.get_ref<const std::string&>().find("yaml:") != std::string::npos)
    out = std::regex_replace(out.get<std::string>(), kLine, "line N");
  return out;
}

/// Of an error that is Python's own, only that it is one is binding.
bool agrees(const json& wanted, const json& got) {
  const bool is_pythons = wanted.contains("error") && wanted["error"]["class"] != "APIError";
  return is_pythons ? got.contains("error") : wanted == got;
}

/// How many steps differ; each is printed.
int differences(const json& one) {
  Pebbles pebbles;
  int count = 0;
  for (std::size_t i = 0; i < one.at("steps").size(); ++i) {
    const json& step = one["steps"][i];
    const json& wanted = one.at("expect").at("steps").at(i);
    const json got =
        normal(step.at("op") == "add_layer" ? pebbles.add_layer(step) : pebbles.get_plan(step));
    if (agrees(wanted, got)) continue;
    ++count;
    std::cout << one.at("id").get<std::string>() << " expect.steps[" << i << "]\n  wanted "
              << wanted.dump() << "\n  got    " << got.dump() << "\n";
  }
  return count;
}

}  // namespace

TEST_CASE("layers do what they did to the real Pebble, in every recorded case") {
  const std::set<std::string> excepted = excepted_ids();
  int passed = 0, failed = 0, left_out = 0;
  for (const json& one : recorded_cases()) {
    if (!is_about_layers(one)) continue;
    const std::string id = one.at("id").get<std::string>();
    CAPTURE(id);
    if (excepted.contains(id))
      ++left_out;
    else
      ++(differences(one) == 0 ? passed : failed);
  }
  std::cout << passed << " passed, " << failed << " failed, " << excepted.size()
            << " exceptions of which " << left_out << " are about layers\n";
  CHECK(failed == 0);
  CHECK(passed + left_out >= 400);
}
