#!/usr/bin/env python3
"""Makes a C++ source of the files of cli/templates/, the table that templates() gives back.

usage: embed_templates.py OUTPUT FOLDER FILE...

FILE is FOLDER/PROFILE/NAME.in, and stands in the table as PROFILE and NAME.
"""

import pathlib
import sys

START = """// Made by embed_templates.py.
#include "ops/cli/templates.h"

namespace ops::cli {

const std::vector<Template>& templates() {
  static const std::vector<Template> table = {
"""
END = """  };
  return table;
}

}  // namespace ops::cli
"""


def row(folder, path):
    profile, *parts = path.relative_to(folder).parts
    name = "/".join(parts).removesuffix(".in")
    return f'      {{"{profile}", "{name}", R"embedded({path.read_text(encoding="utf-8")})embedded"}},\n'


def main():
    output, folder, *files = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    output.write_text(START + "".join(row(folder, path) for path in sorted(files)) + END, encoding="utf-8")


main()
