#!/usr/bin/env python3
"""A project of examples/ or libs/ as a stranger has it: outside the tree, with an installed ops-cpp.

usage: example_test.py FOLDER BUILD_ROOT [--pack]

Built without a warning, and tested. With --pack it is packed too, and what is packed looked at.
"""

import pathlib
import shutil
import sys
import tempfile

from installed import install, run
from packed import check_packed


def main():
    folder, build = map(pathlib.Path, sys.argv[1:3])
    with tempfile.TemporaryDirectory() as scratch:
        prefix, environment = install(build, pathlib.Path(scratch) / "root")
        project = pathlib.Path(scratch) / folder.name
        shutil.copytree(folder, project)  # links become what they lead to
        run("meson", "setup", "build", "-Dwerror=true", folder=project, **environment)
        print(run("meson", "test", "-C", "build", "--print-errorlogs", folder=project, **environment))
        if "--pack" in sys.argv:
            check_packed(prefix / "bin/ops-cpp", project, environment)


main()
