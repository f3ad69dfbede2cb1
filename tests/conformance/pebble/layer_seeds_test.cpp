/// The fuzz target of layers, over every recorded layer and what is left of it without a piece.
#include <doctest/doctest.h>

#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

using nlohmann::json;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::set<std::string> recorded_layers() {
  std::set<std::string> layers;
  for (const char* file : {"handwritten", "seed1"}) {
    std::ifstream in(std::string(CONFORMANCE_FOLDER "/pebble/") + file + ".expected.jsonl");
    for (std::string line; std::getline(in, line);) {
      const json one = json::parse(line);
      for (const json& step : one.at("steps"))
        if (step.contains("layer"))
          layers.insert(step["layer"].is_string() ? step["layer"].get<std::string>()
                                                  : step["layer"].dump());
    }
  }
  return layers;
}

void feed(const std::string& text) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace

TEST_CASE("no recorded layer, whole or damaged, does more than be refused") {
  std::mt19937 random(1);
  const auto layers = recorded_layers();
  CHECK(layers.size() > 400);
  for (const std::string& layer : layers) {
    feed(layer);
    if (layer.empty()) continue;
    for (int i = 0; i < 4; ++i) {
      std::string damaged = layer;
      const std::size_t at = random() % layer.size();
      feed(damaged.erase(at, random() % 12));
      damaged = layer;
      damaged[at] = static_cast<char>(random() % 256);
      feed(damaged);
    }
  }
}
