#pragma once
/// Answers as Pebble sends them.

#include <string>

namespace ops::pebble {

/// An answer with a body of JSON, or of the given type.
inline std::string http(const std::string& status, const std::string& body,
                        const std::string& type = "application/json") {
  return "HTTP/1.1 " + status + "\r\nContent-Type: " + type +
         "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body;
}

/// What Pebble answers when all is well.
inline std::string ok(const std::string& result) {
  return http("200 OK",
              R"({"type":"sync","status-code":200,"status":"OK","result":)" + result + "}");
}

inline const std::string kInfo = R"({"version":"v1.2","boot-id":"x"})";

/// A change of which `more` says the rest: its status, whether it is ready, its tasks.
inline std::string change_json(const std::string& more) {
  return R"({"id":"7","kind":"start","summary":"Start service \"a\"",)"
         R"("spawn-time":"2026-01-02T03:04:05.123456789Z",)" +
         more + "}";
}
inline const std::string kDone = change_json(R"("status":"Done","ready":true)");
inline const std::string kDoing = change_json(R"("status":"Doing","ready":false)");
inline const std::string kStarted =
    http("202 Accepted",
         R"({"type":"async","status-code":202,"status":"Accepted","change":"7","result":null})");
inline const std::string kNotYet =
    http("504 Gateway Timeout",
         R"({"type":"error","result":{"message":"timed out waiting for change after 1s"}})");

}  // namespace ops::pebble
