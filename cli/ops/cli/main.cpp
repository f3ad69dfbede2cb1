#include "ops/cli/commands.h"

int main(int argc, char** argv) { return ops::cli::run_command(argc, argv); }
