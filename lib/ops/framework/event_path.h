#pragma once
/// The path of an emitted event. For .cpp files.

#include <cstdint>
#include <string>
#include <string_view>

namespace ops::framework {

/// "MyCharm/on/start[5]" in its parts. Views the text that it is made from.
struct EventPath {
  explicit EventPath(std::string_view text);

  /// Whether it is made as a path is: names, each perhaps with a key in brackets, and slashes.
  bool is_well_formed() const;

  std::string_view path;
  std::string_view emitter;      ///< "MyCharm"; empty for the framework's own events
  std::string_view kind;         ///< "start"; empty when it is not on some object's `on`
  std::string_view without_key;  ///< "MyCharm/on/start"
};

std::string event_path(std::string_view emitter, std::string_view kind, std::int64_t key);

}  // namespace ops::framework
