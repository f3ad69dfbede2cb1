#include "steps.h"

#include <cmath>

#include "operations.h"
#include "ops/base/errors.h"
#include "results.h"

namespace conformance {

namespace {

constexpr double kMillisecond = 1e6;

/// Null when there is none.
Operation operation_of(const std::string& name) {
  for (const Operations& some : {services_operations(), notices_operations(), files_operations(),
                                 exec_operations(), world_operations()})
    if (const auto at = some.find(name); at != some.end()) return at->second;
  return nullptr;
}

}  // namespace

bool knows_operation(const std::string& name) { return operation_of(name) != nullptr; }

Steps::Steps(const json& recorded)
    : world(recorded),
      fake(world.container(), world.surroundings()),
      mark_ns(ops::testing::kTimeBeginsNs),
      recorded_(recorded),
      normaliser_(recorded.value("raw_ids", false)) {}

json Steps::boot() {
  try {
    if (recorded_.contains("layers")) fake.boot();
    if (!recorded_.value("hold", true)) fake.autostart();
    return {{"ok", true}};
  } catch (const ops::ValueError& error) {
    const json message = {
        {"error", {{"message", std::string("cannot run daemon: ") + error.what()}}}};
    return {{"exit_code", 1}, {"message", normaliser_.normal(message, 'c')["error"]["message"]}};
  }
}

json Steps::filled(const json& step) const {
  json out = step;
  if (out.is_string()) {
    std::string text = out;
    for (const auto& [name, value] : saved)
      for (std::size_t at; (at = text.find("${" + name + '}')) != text.npos;)
        text.replace(at, name.size() + 3, value);
    return text;
  }
  if (out.is_structured())
    for (auto item = out.begin(); item != out.end(); ++item)
      if (!out.is_object() || item.key() != "layer") *item = filled(*item);
  return out;
}

json Steps::run(const json& given) {
  const json step = filled(given);
  const std::string name = step.at("op");
  const std::int64_t before = now();
  const json result = result_of(fake, [&] { return operation_of(name)(*this, step); });
  if (step.value("ignore", false)) return nullptr;
  json normal = normaliser_.normal(result, name == "notify" ? 'n' : 'c');
  if (step.contains("time")) {
    const double unit = step["time"];
    const double took = static_cast<double>(now() - before) / kMillisecond;
    normal["took_ms"] = static_cast<std::int64_t>(std::floor((took + 0.4 * unit) / unit) * unit);
  }
  return normal;
}

json Steps::end() {
  const std::optional<int>& code = fake.daemon().exit_code();
  return code ? json{{"exit_code", *code}} : json{{"running", true}};
}

}  // namespace conformance
