#pragma once
/// Which ops-cpp this is.

namespace ops {

inline constexpr const char* kVersion = "0.1.0";

}  // namespace ops
