#pragma once
/// What Juju's controller would keep, and the calls that were made.

#include <map>
#include <string>
#include <vector>

#include "ops/store/juju_store.h"

namespace store_test {

struct FakeStateTools final : ops::store::StateTools {
  std::string get(std::string_view key) override {
    calls.push_back("get " + std::string(key));
    return kept[std::string(key)];
  }
  void set(std::string_view key, std::string_view text) override {
    calls.push_back("set " + std::string(key));
    kept[std::string(key)] = text;
  }
  void remove(std::string_view key) override {
    calls.push_back("delete " + std::string(key));
    kept.erase(std::string(key));
  }
  std::map<std::string, std::string> kept = {};
  std::vector<std::string> calls = {};
};

}  // namespace store_test
