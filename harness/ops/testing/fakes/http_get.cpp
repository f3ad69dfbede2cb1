#include "ops/testing/fakes/http_get.h"

#include <absl/strings/ascii.h>
#include <absl/strings/numbers.h>

#include <algorithm>
#include <string_view>

#include "ops/pebble/go_text.h"

namespace ops::testing {

namespace {

constexpr int kMostRedirects = 10, kMostPort = 65535;
constexpr int kMultipleChoices = 300, kBadRequest = 400;

struct Url {
  std::string scheme = {};
  std::string host = {};  // with its port, as it is written
  std::string path = {};  // with the query
  std::string fault = {};
};

bool is_scheme(std::string_view text) {
  return !text.empty() && absl::ascii_isalpha(static_cast<unsigned char>(text[0])) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '+' || c == '-' ||
                  c == '.';
         });
}

std::string bad_escape(std::string_view text) {
  for (std::size_t at = 0; (at = text.find('%', at)) != text.npos; ++at) {
    const std::string_view escape = text.substr(at, 3);
    if (escape.size() < 3 || !absl::ascii_isxdigit(static_cast<unsigned char>(escape[1])) ||
        !absl::ascii_isxdigit(static_cast<unsigned char>(escape[2])))
      return std::string(escape);
  }
  return {};
}

Url url_of(const std::string& text) {
  Url url;
  std::string_view rest = text;
  const std::size_t colon = rest.find(':');
  if (colon == 0) return {.fault = "missing protocol scheme"};
  if (colon != rest.npos && is_scheme(rest.substr(0, colon))) {
    url.scheme = absl::AsciiStrToLower(text.substr(0, colon));
    rest.remove_prefix(colon + 1);
  } else if (colon < std::min(rest.find('/'), rest.size())) {
    return {.fault = "first path segment in URL cannot contain colon"};
  }
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
    url.host = rest.substr(0, end);
    rest.remove_prefix(end);
  }
  if (const std::string bad = bad_escape(rest); !bad.empty())
    return {.fault = "invalid URL escape " + pebble::go_quoted(bad)};
  url.path = rest.substr(0, rest.find('#'));
  return url;
}

/// As Go shows it.
std::string shown(const std::string& url) {
  std::string text;
  for (const char c : url)
    if (c == ' ')
      text += "%20";
    else
      text += c;
  return text;
}

std::string port_fault(const std::string& port) {
  int number = 0;
  const bool fits = absl::SimpleAtoi(port, &number) && number >= 0 && number <= kMostPort;
  return fits ? "" : "dial tcp: address " + port + ": invalid port";
}

std::string refused(const std::string& host, int port) {
  return "dial tcp " + (host.empty() || host == "localhost" ? "127.0.0.1" : host) + ':' +
         std::to_string(port) + ": connect: connection refused";
}

/// One request of an address that is none of ours to judge.
Answer request(const Url& url, const Headers& headers, const Ask& ask) {
  if (url.scheme != "http" && url.scheme != "https")
    return {.fault = "unsupported protocol scheme " + pebble::go_quoted(url.scheme)};
  if (url.host.empty()) return {.fault = "http: no Host in request URL"};
  const std::size_t colon = url.host.rfind(':');
  const std::string port =
      colon == url.host.npos ? url.scheme == "http" ? "80" : "443" : url.host.substr(colon + 1);
  if (const std::string fault = port_fault(port); !fault.empty()) return {.fault = fault};
  Request asked{
      .host = url.host.substr(0, colon),
      .port = std::stoi(port),
      .path = url.path.starts_with('/') ? url.path : '/' + url.path,
      .headers = {
          {"Host", url.host}, {"User-Agent", "Go-http-client/1.1"}, {"Accept-Encoding", "gzip"}}};
  for (const auto& [name, value] : headers)
    if (name != "Host") asked.headers = asked.headers.with(name, value);
  const std::optional<Answer> answer = ask(asked);
  return answer ? *answer : Answer{.fault = refused(asked.host, asked.port)};
}

bool is_redirect(const Answer& answer) {
  return answer.fault.empty() && !answer.location.empty() && answer.status > kMultipleChoices &&
         answer.status < kBadRequest;
}

}  // namespace

Answer http_get(const std::string& text, const Headers& headers, const Ask& ask) {
  Url url = url_of(text);
  if (!url.fault.empty())
    return {.fault = "cannot build request: parse " + pebble::go_quoted(text) + ": " + url.fault};
  std::string written = shown(text);
  std::int64_t delay_ns = 0;
  for (int asked = 0;; ++asked) {
    Answer answer = asked < kMostRedirects ? request(url, headers, ask)
                                           : Answer{.fault = "stopped after 10 redirects"};
    answer.delay_ns += delay_ns;
    if (!answer.fault.empty())
      answer.fault = "Get " + pebble::go_quoted(written) + ": " + answer.fault;
    if (!is_redirect(answer)) return answer;
    delay_ns = answer.delay_ns;
    written = answer.location;
    const Url next = url_of(written);
    if (next.host.empty())
      url.path = next.path;
    else
      url = next;
  }
}

std::string dial(const std::string& host, int port, const Ask& ask) {
  if (const std::string fault = port_fault(std::to_string(port)); !fault.empty()) return fault;
  const std::optional<Answer> answer = ask({.host = host, .port = port});
  return answer ? answer->fault : refused(host, port);
}

}  // namespace ops::testing
