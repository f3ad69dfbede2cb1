/// Structs of the charm's own, loaded and saved: FORMAT.md 5.2.
#include "charm.h"
#include "errors.h"
#include "operations.h"
#include "ops/base/fields.h"
#include "ops/base/values.h"
#include "ops/model/relation.h"

namespace scripted {

struct TypedConfig {
  int port = 80;
  std::string name = "none";
  bool debug_mode = false;
  double ratio = 0.5;
  ops::base::Optional<std::string> the_secret = {};
  std::string log_level = "info";
  static constexpr ops::base::Alias ops_aliases[] = {{"log_level", "level"}};
  void validate() const {
    if (name == "value-error") throw ops::ValueError("name is not acceptable");
    if (port <= 0 || port >= 65536)
      throw ops::ValueError("port " + std::to_string(port) + " is out of range");
  }
  OPS_VALUE(TypedConfig);
};
OPS_FIELDS(TypedConfig, port, name, debug_mode, ratio, the_secret, log_level)

void check_count(int count) {
  if (count < 0) throw ops::ValueError("count " + std::to_string(count) + " is negative");
}

struct TypedParams {
  ops::base::Required<std::string> filename;
  int count = 1;
  bool dry_run = false;
  ops::base::Optional<ops::base::List<ops::base::Json>> item_list = {};
  static constexpr ops::base::Alias ops_aliases[] = {{"item_list", "items"}};
  void validate() const { check_count(count); }
  OPS_VALUE(TypedParams);
};
OPS_FIELDS(TypedParams, filename, count, dry_run, item_list)

struct TypedData {
  ops::base::Required<std::string> name;
  int count = 0;
  ops::base::List<ops::base::Json> tags = {};
  ops::base::Optional<std::string> secret_id = {};
  static constexpr ops::base::Alias ops_aliases[] = {{"secret_id", "secret-id"}};
  void validate() const { check_count(count); }
  OPS_VALUE(TypedData);
};
OPS_FIELDS(TypedData, name, count, tags, secret_id)

namespace {

Json text_or_null(const ops::base::Optional<std::string>& text) {
  return text ? Json(*text) : Json();
}

Json told(const ops::base::List<ops::base::Json>& values) {
  Json all = Json::array();
  for (const ops::base::Json& value : values) all.push_back(Json::parse(value.text()));
  return all;
}

Json load_config(Subject& subject, const Json& a) {
  const bool blocked = a.value("errors", "raise") == "blocked";
  const auto config = subject.charm.load_config<TypedConfig>(blocked ? ops::ConfigErrors::blocked
                                                                     : ops::ConfigErrors::raise);
  return {{"port", config.port},
          {"name", config.name},
          {"debug_mode", config.debug_mode},
          {"ratio", config.ratio},
          {"the_secret", text_or_null(config.the_secret)},
          {"log_level", config.log_level}};
}

Json load_params(Subject& subject, const Json& a) {
  const bool fail = a.value("errors", "raise") == "fail";
  const auto params = event_as<ops::ActionEvent>(subject).load_params<TypedParams>(
      fail ? ops::ParamsErrors::fail : ops::ParamsErrors::raise);
  return {{"filename", std::string(params.filename)},
          {"count", params.count},
          {"dry_run", params.dry_run},
          {"item_list", params.item_list ? told(*params.item_list) : Json()}};
}

Json relation_load(Subject& subject, const Json& a) {
  const auto data = bag(subject, a).load<TypedData>();
  return {{"name", std::string(data.name)},
          {"count", data.count},
          {"tags", told(data.tags)},
          {"secret_id", text_or_null(data.secret_id)}};
}

Json relation_save(Subject& subject, const Json& a) {
  bag(subject, a).save(ops::base::from_json<TypedData>(a.at("data").dump()));
  return {};
}

constexpr Operation kOperations[] = {
    {"load_config", load_config},
    {"load_params", load_params},
    {"relation_load", relation_load},
    {"relation_save", relation_save},
};

}  // namespace

Operations typed_operations() { return kOperations; }

}  // namespace scripted
