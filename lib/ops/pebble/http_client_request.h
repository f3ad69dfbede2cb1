#pragma once
/// How requests to Pebble are written. For HttpClient's .cpp files.

#include <string>
#include <string_view>
#include <utility>

#include "ops/pebble/http_client_exchange.h"

namespace ops::pebble {

/// As in a URL; a blank is a plus sign, which only a query can have.
std::string url_quoted(std::string_view text);

/// A path and what is asked of it: "/v1/checks?level=alive&names=a&names=b".
class Target {
 public:
  explicit Target(std::string path) : text_(std::move(path)) {}
  Target& add(std::string_view key, std::string_view value);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  char separator_ = '?';
};

HttpRequest get(std::string target);
HttpRequest post_json(std::string target, std::string text);
[[noreturn]] void throw_not_utf8();

/// Sends `json`, a value of nlohmann's. Throws Error when a text in it is not UTF-8.
template <class Json>
HttpRequest post(std::string target, const Json& json) {
  try {
    return post_json(std::move(target), json.dump());
  } catch (const typename Json::type_error&) {
    throw_not_utf8();
  }
}

/// After so long in vain.
[[noreturn]] void throw_change_timeout(const std::string& id, const base::Duration& timeout);

/// "4.000s": a duration as ops writes it for Pebble.
std::string go_seconds(std::int64_t ns);

}  // namespace ops::pebble
