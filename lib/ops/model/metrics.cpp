#include "ops/model/metrics.h"

#include <algorithm>
#include <cmath>

#include "ops/base/json.h"
#include "ops/base/text.h"
#include "ops/juju/backend.h"
#include "ops/model/model.h"

namespace ops {

namespace {

using base::python_quoted;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_alphanumeric(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

bool is_name(std::string_view text) {
  const std::string_view name = base::without_last_newline(text);
  return !name.empty() && is_letter(name.front()) && is_alphanumeric(name.back()) &&
         std::ranges::all_of(name,
                             [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
}

void check_name(const char* what, const std::string& name) {
  if (!is_name(name))
    throw ModelError(std::string("invalid metric ") + what + ' ' + python_quoted(name) +
                     ": must match ^[a-zA-Z](?:[a-zA-Z0-9-_]*[a-zA-Z0-9])?$");
}

void check_label(const std::string& name, const std::string& value) {
  check_name("label name", name);
  if (value.empty())
    throw ModelError("metric label " + name + " has an empty value, which is not allowed");
  if (value.find_first_of(",=") != value.npos)
    throw ModelError("metric label values must not contain \",\" or \"=\": " + name + '=' +
                     python_quoted(value));
}

std::string text_of(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  return base::Json(value).text();
}

/// As Python writes it: "1", "1.0", "1e+20".
std::string text_of(const MetricValue& value) {
  const auto* whole = value.get_if<std::int64_t>();
  const double number = whole ? static_cast<double>(*whole) : *value.get_if<double>();
  const std::string text = whole ? std::to_string(*whole) : text_of(number);
  if (!std::isfinite(number) || number < 0)
    throw ModelError("invalid metric value " + text + " provided: must be a positive finite float");
  return text;
}

}  // namespace

void add_metrics(Model& model, const base::Map<std::string, MetricValue>& metrics,
                 const base::Map<std::string, std::string>& labels) {
  for (const auto& [name, value] : labels) check_label(name, value);
  base::Map<std::string, std::string> told;
  for (const auto& [name, value] : metrics) {
    check_name("key", name);
    told = told.with(name, text_of(value));
  }
  model.backend().ask(&juju::HookTools::add_metric, told, labels);
}

}  // namespace ops
