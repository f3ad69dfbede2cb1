#pragma once
/// What the steps of a case do: one function for each operation.

#include <map>
#include <string>

#include "arguments.h"
#include "steps.h"

namespace conformance {

using Operation = json (*)(Steps& steps, const json& step);
using Operations = std::map<std::string, Operation>;

const Operations& services_operations();
const Operations& notices_operations();
const Operations& files_operations();
const Operations& exec_operations();
const Operations& world_operations();

}  // namespace conformance
