#pragma once
/// A GET, as Pebble's checks do it. For .cpp files.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "ops/testing/fakes/pebble_world.h"

namespace ops::testing {

using Headers = base::Map<std::string, std::string>;

/// Who answers a request; nothing: nobody listens there.
using Ask = std::function<std::optional<Answer>(const Request&)>;

/// What comes of a GET of `url`, redirects followed; a fault is in Go's words.
Answer http_get(const std::string& text, const Headers& headers, const Ask& ask);

/// Empty when something listens there, or else why not, in Go's words.
std::string dial(const std::string& host, int port, const Ask& ask);

}  // namespace ops::testing
