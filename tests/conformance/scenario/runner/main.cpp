/// Reads cases, one a line, each with the `directory` that was made for it, and writes what came of
/// each as a line.
#include <iostream>
#include <string>

#include "case_run.h"

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    const scripted::Json told = scripted::Json::parse(line);
    const scripted::Json got = scripted::run_case(told, told.at("directory"));
    std::cout << scripted::dumped(got) << std::endl;
  }
}
