#pragma once
/// States, Events and Outcomes as JSON: for snapshots, golden files and tools.
///
/// Keys are the names of the members. A member that is left out has its default. Beyond that:
///
/// - a relation has a `type`: "regular", "subordinate" or "peer"; a port a `protocol`: "tcp",
///   "udp" or "icmp"; a status is its `name` and its `message`;
/// - a container's `layers` are a list of `{"label": …, "layer": …}` from the lowest to the
///   highest, a layer as in Pebble's YAML (`on-check-failure`);
/// - a time is ISO 8601 (without an offset, in UTC), a duration is a number of seconds;
/// - what is kept of Python has tags for what JSON lacks, as Plain::from_json has them.

#include "ops/testing/outcome.h"
#include "ops/testing/state/event.h"

namespace ops::testing {

struct JsonOptions {
  bool defaults = false;  ///< Whether members that have their default are written, too.
  int indent = 0;         ///< Blanks for each level; 0 writes all in one line.
};

/// The same for a value of a Type.
std::string value_to_json(const base::Type& type, const void* value, const JsonOptions& options);
base::Shared value_from_json(const base::Type& type, std::string_view text);

/// Of State, Event, Outcome and their parts. Throws ParseError for text that is not UTF-8.
template <class T>
std::string to_json(const T& value, const JsonOptions& options = {}) {
  return value_to_json(base::type_of<T>(), &value, options);
}

/// What to_json has written: `from_json<State>(text)`.
///
/// Throws ParseError, which names the field by its path ("relations[0].remote_units_data.0"), for
/// what is no JSON, for an unknown key, a value of the wrong type, a member that is missing, and
/// for what is nested more than 1000 deep. Whether Juju could be so is not looked at: run() does.
template <class T>
T from_json(std::string_view text) {
  return *static_cast<const T*>(value_from_json(base::type_of<T>(), text).value());
}

}  // namespace ops::testing
