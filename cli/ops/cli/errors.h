#pragma once
/// What a command refuses to do.

#include "ops/base/errors.h"

namespace ops::cli {

/// One sentence that names the file or the key. The program prints it and ends with exit code 1.
class CliError : public Error {
 public:
  using Error::Error;
};

}  // namespace ops::cli
