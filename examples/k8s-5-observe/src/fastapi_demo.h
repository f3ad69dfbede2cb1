#pragma once
/// The workload, whoever runs it: nothing here knows of Juju.

#include <stdexcept>
#include <string>

namespace fastapi_demo {

/// The server cannot be reached, or what it answers is not its version.
class ServerError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The version of the server that listens at this port: "1.0.4". Waits for it at most 5 s. Throws
/// ServerError.
std::string get_version(int port);

/// How the charm asks for it.
using GetVersion = std::string (*)(int port);

}  // namespace fastapi_demo
