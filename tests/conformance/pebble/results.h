#pragma once
/// Values and errors of Pebble's client as a case's results write them: FORMAT.md §5.

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "ops/pebble/client.h"
#include "ops/pebble/errors.h"
#include "ops/testing/fakes/fake_pebble.h"

namespace conformance {

using nlohmann::json;

json json_of(const ops::pebble::Change& change);
json json_of(const ops::pebble::ServiceInfo& service);
json json_of(const ops::pebble::CheckInfo& check);
json json_of(const ops::pebble::Notice& notice);
json json_of(const ops::pebble::FileInfo& file, bool times);

template <class T>
json json_of(const ops::base::List<T>& list) {
  json all = json::array();
  for (const T& one : list) all.push_back(json_of(one));
  return all;
}

/// What a pull gave, or a box_read, read in this encoding (null: bytes).
json content_json(const std::string& bytes, const json& encoding);
/// What a command wrote.
json output_json(const ops::base::Optional<std::string>& bytes, const json& encoding);

/// What a step has failed with, as it is to be shown.
struct Encoded {
  json error;
};

json error_of(const ops::pebble::ExecError& error, const json& encoding);

/// {"ok": ...} of what `call` gives, {"error": ...} of what it throws.
json result_of(ops::testing::FakePebble& pebble, const std::function<json()>& call);

}  // namespace conformance
