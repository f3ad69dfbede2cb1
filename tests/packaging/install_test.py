#!/usr/bin/env python3
"""A stranger's project, built and tested with what `meson install` puts in place, and with nothing else of ours.

usage: install_test.py SOURCE_ROOT BUILD_ROOT

By pkg-config as a user's Meson project has it, its program linked as it is packed; by CMake where there is one;
and what `ops-cpp init` writes (new_project.py).
"""

import pathlib
import shutil
import sys
import tempfile

from installed import install, run
from new_project import check_new_projects

CHARM = ["charm/charm.h", "charm/charm.cpp", "charm/main.cpp", "tests/charm_test.cpp", "charmcraft.yaml"]
MESON = """
project('stranger', 'cpp', default_options: ['cpp_std=c++20', 'warning_level=3', 'werror=true'])
charm = static_library('charm', 'charm.cpp', dependencies: dependency('ops-cpp'))
executable('packed', 'main.cpp', link_with: charm, dependencies: dependency('ops-cpp', static: true))
executable('charm_test', 'charm_test.cpp', link_with: charm, dependencies: dependency('ops-cpp-testing'),
           cpp_args: '-DOPS_CHARM_ROOT="' + meson.project_source_root() + '"')
executable('headers', 'headers.cpp', dependencies: dependency('ops-cpp-testing'))
"""
CMAKE = """
cmake_minimum_required(VERSION 3.20)
project(stranger CXX)
find_package(ops-cpp REQUIRED)
add_library(charm STATIC charm.cpp)
target_link_libraries(charm PUBLIC ops-cpp::ops-cpp)
add_executable(charm_test charm_test.cpp)
target_compile_definitions(charm_test PRIVATE OPS_CHARM_ROOT="${CMAKE_SOURCE_DIR}")
target_link_libraries(charm_test PRIVATE charm ops-cpp::testing)
"""


def every_header(prefix):
    """A file that includes all that is installed."""
    include = prefix / "include"
    names = sorted(str(path.relative_to(include)) for path in include.rglob("*.h"))
    return "".join(f'#include "{name}"\n' for name in names) + "int main() {}\n"


def build_by_meson(project, environment):
    run("meson", "setup", project / "meson", project, **environment)
    run("ninja", "-C", project / "meson")
    run(project / "meson/charm_test", **environment)


def build_by_cmake(prefix, project):
    run("cmake", "-S", project, "-B", project / "cmake", f"-DCMAKE_PREFIX_PATH={prefix}")
    run("cmake", "--build", project / "cmake")
    run(project / "cmake/charm_test")


def main():
    source, build = map(pathlib.Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as scratch:
        root, project = pathlib.Path(scratch) / "root", pathlib.Path(scratch) / "project"
        prefix, environment = install(build, root)
        project.mkdir()
        for name in CHARM:
            shutil.copy(source / name, project)
        (project / "meson.build").write_text(MESON)
        (project / "CMakeLists.txt").write_text(CMAKE)
        (project / "headers.cpp").write_text(every_header(prefix))
        build_by_meson(project, environment)
        if shutil.which("cmake"):
            build_by_cmake(prefix, project)
        if (prefix / "bin/ops-cpp").exists():
            check_new_projects(prefix, pathlib.Path(scratch), environment)


main()
