#include "normal.h"

#include <regex>
#include <vector>

namespace conformance {

namespace {

bool is_change(const json& value) { return value.contains("tasks") && value.contains("ready"); }
bool is_notice(const json& value) { return value.contains("occurrences"); }
bool is_update(const json& value) {
  return is_notice(value) && value.value("type", "") == "change-update";
}

struct Phrase {
  std::regex pattern;
  char letter;
};

const std::vector<Phrase>& phrases() {
  static const std::vector<Phrase> all = {{std::regex(R"((\bchange )(\d+)\b)"), 'c'},
                                          {std::regex(R"((\bchange with id ")(\d+)\b)"), 'c'},
                                          {std::regex(R"((\btask ")(\d+)\b)"), 't'},
                                          {std::regex(R"((\bexec )(\d+)\b)"), 't'}};
  return all;
}

}  // namespace

std::string Normaliser::renamed(char letter, const std::string& id) {
  auto& names = names_[letter];
  const auto [at, _] = names.try_emplace(id, letter + std::to_string(names.size() + 1));
  return at->second;
}

/// Gives names to what is shown for the first time.
void Normaliser::see(const json& value) {
  if (value.is_array())
    for (const json& item : value) see(item);
  if (!value.is_object()) return;
  if (is_change(value)) {
    renamed('c', value["id"]);
    for (const json& task : value["tasks"]) renamed('t', task["id"]);
    return;
  }
  if (is_notice(value)) {
    renamed('n', value["id"]);
    if (is_update(value)) renamed('c', value["key"]);
    return;
  }
  if (value.contains("change_id") && value["change_id"].is_string())
    renamed('c', value["change_id"]);
  if (value.contains("change")) see(value["change"]);
  for (const auto& [key, item] : value.items())
    if (key != "change") see(item);
}

std::string Normaliser::text(const std::string& given) {
  static const std::regex kLine("line [0-9]+"), kTemporary(R"(\.\d+~)");
  std::string out = std::regex_replace(given, kTemporary, ".RANDOM~");
  if (out.find("yaml:") != out.npos) out = std::regex_replace(out, kLine, "line N");
  if (raw_ids_) return out;
  for (const Phrase& phrase : phrases()) {
    std::smatch found;
    if (!std::regex_search(out, found, phrase.pattern)) continue;
    const auto known = names_[phrase.letter].find(found[2]);
    if (known == names_[phrase.letter].end()) continue;
    out = found.prefix().str() + found[1].str() + known->second + found.suffix().str();
  }
  return out;
}

json Normaliser::with_names(const json& value) {
  json out = value;
  if (out.is_structured())
    for (json& item : out) item = with_names(item);
  if (out.is_string()) return text(out.get<std::string>());
  if (!out.is_object() || raw_ids_) return out;
  if (is_change(value)) {
    out["id"] = renamed('c', value["id"]);
    for (std::size_t i = 0; i < out["tasks"].size(); ++i)
      out["tasks"][i]["id"] = renamed('t', value["tasks"][i]["id"]);
  } else if (is_notice(value)) {
    out["id"] = renamed('n', value["id"]);
    if (is_update(value)) out["key"] = renamed('c', value["key"]);
  } else if (value.contains("change_id") && value["change_id"].is_string()) {
    out["change_id"] = renamed('c', value["change_id"]);
  }
  return out;
}

json Normaliser::normal(const json& result, char bare) {
  if (!raw_ids_) {
    see(result);
    const json error = result.value("error", json::object());
    std::smatch found;
    const std::string message = error.value("message", "");
    if (error.value("class", "") == "TimeoutError" &&
        std::regex_search(message, found, phrases()[0].pattern))
      renamed('c', found[2]);
    const json ok = result.value("ok", json());
    if (ok.is_object() && ok.size() == 1 && ok.contains("id")) {
      json named = result;
      named["ok"]["id"] = renamed(bare, ok["id"]);
      return named;
    }
  }
  return with_names(result);
}

}  // namespace conformance
