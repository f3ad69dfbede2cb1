#pragma once
/// The form in which a dashboard travels: its JSON, compressed as xz does, in base 64.

#include <string>
#include <string_view>

namespace grafana_dashboard {

std::string to_content(std::string_view json);
/// Throws ops::ParseError for what to_content() cannot have made.
std::string from_content(std::string_view content);

}  // namespace grafana_dashboard
