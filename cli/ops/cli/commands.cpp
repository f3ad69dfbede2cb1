#include "ops/cli/commands.h"

#include <CLI/CLI.hpp>
#include <array>
#include <functional>
#include <iostream>
#include <memory>

#include "ops/base/errors.h"
#include "ops/cli/analyse.h"
#include "ops/cli/clean.h"
#include "ops/cli/init.h"
#include "ops/cli/pack.h"
#include "ops/cli/test.h"
#include "ops/version.h"

namespace ops::cli {

namespace {

constexpr int kFailed = 1;
constexpr int kWrongArguments = 2;

using Run = std::function<int()>;

Run declare_init(CLI::App& command) {
  const auto options = std::make_shared<InitOptions>();
  command.add_option("DIR", options->folder, "The folder of the new project")
      ->capture_default_str();
  command.add_option("--profile", options->profile, "kubernetes or machine")->capture_default_str();
  command.add_option("--name", options->name,
                     "What the charm is called; as its folder if left out");
  return [options] { return init(*options); };
}

Run declare_pack(CLI::App& command) {
  const auto options = std::make_shared<PackOptions>();
  command.add_option("DIR", options->folder, "The charm's folder, with charmcraft.yaml")
      ->capture_default_str();
  command.add_option("--output", options->output, "The folder to put NAME_ARCH.charm in")
      ->capture_default_str();
  return [options] { return pack(*options); };
}

Run declare_analyse(CLI::App& command) {
  const auto options = std::make_shared<AnalyseOptions>();
  command.add_option("FILE", options->file, "A packed charm")->required();
  return [options] { return analyse(*options); };
}

Run declare_test(CLI::App& command) {
  const auto options = std::make_shared<TestOptions>();
  command.add_option("DIR", options->folder, "The charm's folder, with meson.build")
      ->capture_default_str();
  command.add_option("--junit", options->junit, "A file for the results, in JUnit's XML");
  command.add_flag("--coverage", options->coverage, "Print which lines of the charm were run");
  return [options] { return test(*options); };
}

Run declare_clean(CLI::App& command) {
  const auto options = std::make_shared<CleanOptions>();
  command.add_option("DIR", options->folder, "The charm's folder, with charmcraft.yaml")
      ->capture_default_str();
  return [options] { return clean(*options); };
}

/// A command: how it is called and declared, and what it does once the arguments are read.
struct Command {
  const char* name;
  const char* help;
  Run (*declare)(CLI::App& command);
};
constexpr std::array kCommands = {
    Command{"init", "Write a project that builds, tests and packs at once", declare_init},
    Command{"test", "Build a charm's tests and run them", declare_test},
    Command{"pack", "Build a charm and pack it", declare_pack},
    Command{"analyse", "Say what is in a packed charm, and what is wrong with it", declare_analyse},
    Command{"clean", "Remove what the other commands have made", declare_clean},
};

/// What the chosen command does.
int run_chosen(const CLI::App& program, const std::vector<std::pair<CLI::App*, Run>>& declared) {
  for (const auto& [command, run] : declared)
    if (program.got_subcommand(command)) return run();
  return kWrongArguments;
}

}  // namespace

int run_command(int argc, const char* const* argv) {
  CLI::App program("Writes, tests and packs Juju charms in C++.", "ops-cpp");
  program.set_version_flag("--version", kVersion);
  program.require_subcommand(1);
  std::vector<std::pair<CLI::App*, Run>> declared;
  for (const Command& row : kCommands) {
    CLI::App* command = program.add_subcommand(row.name, row.help);
    declared.emplace_back(command, row.declare(*command));
  }
  try {
    program.parse(argc, argv);
    return run_chosen(program, declared);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : kWrongArguments;
  } catch (const std::exception& error) {
    std::cerr << "ops-cpp: " << error.what() << "\n";
    return kFailed;
  }
}

}  // namespace ops::cli
