"""What `ops-cpp init` writes, built, tested, packed and analysed with an installed ops-cpp."""

import os
import pathlib
import re
import subprocess
import sys

PROFILES = ("kubernetes", "machine")
MOST_BYTES = 3_000_000  # of a packed charm
ROOT = pathlib.Path(__file__).resolve().parents[2]
CHARMCRAFT = ROOT / ".venv-charmcraft/bin/charmcraft"
PYTHON = ROOT / ".venv/bin/python"  # with pytest


def run(*command, folder=None, **environment):
    done = subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def check_integration_tests_are_skipped(folder):
    """Where there is no Juju, which a path of nothing makes sure of, they say what is missing."""
    run(sys.executable, "-m", "py_compile", *folder.glob("tests/integration/*.py"))
    if not PYTHON.exists():
        return
    said = run(PYTHON, "-m", "pytest", "-rs", "tests/integration", folder=folder, PATH="/none")
    if "1 skipped" not in said or not ("jubilant is not installed: " in said or "there is no juju " in said):
        sys.exit(said)


def check_tests(ops_cpp, folder, environment):
    junit = folder / "build/junit.xml"
    said = run(ops_cpp, "test", "--junit", junit, folder=folder, **environment)
    if "1 passed, 0 failed, 0 skipped" not in said or "<testsuite" not in junit.read_text():
        sys.exit(said)


def check_coverage(ops_cpp, folder, environment):
    """The unit test runs all of the charm; g++ counts a line or so that only an exception would run."""
    said = run(ops_cpp, "test", "--coverage", folder=folder, **environment)
    row = re.search(r"^src/charm.cpp +\d+ +\d+ +(\d+)%", said, re.MULTILINE)
    if not row or int(row[1]) < 90:
        sys.exit(said)


def check_project(ops_cpp, folder, profile, environment):
    """From nothing to a packed charm, as the README of the project says."""
    run(ops_cpp, "init", folder, "--profile", profile, **environment)
    run("meson", "setup", "build", folder=folder, **environment)
    check_tests(ops_cpp, folder, environment)
    run(ops_cpp, "pack", folder=folder, **environment)
    (charm,) = folder.glob("*.charm")
    if charm.stat().st_size > MOST_BYTES:
        sys.exit(f"{charm.name} has {charm.stat().st_size} bytes, more than {MOST_BYTES}")
    print(f"{charm.name}: {charm.stat().st_size} bytes")
    run(ops_cpp, "analyse", charm, **environment)
    check_integration_tests_are_skipped(folder)
    if CHARMCRAFT.exists():
        run(CHARMCRAFT, "expand-extensions", folder=folder)
        run(CHARMCRAFT, "analyse", charm)


def check_new_projects(prefix, scratch, environment):
    """Both profiles, with what is installed below `prefix`; `environment` is where pkg-config finds it."""
    for profile in PROFILES:  # coverage once: it is another build
        check_project(prefix / "bin/ops-cpp", scratch / f"demo-{profile}", profile, environment)
    check_coverage(prefix / "bin/ops-cpp", scratch / f"demo-{PROFILES[0]}", environment)
    run(prefix / "bin/ops-cpp", "clean", scratch / f"demo-{PROFILES[0]}", **environment)
    if left := [*scratch.glob(f"demo-{PROFILES[0]}/build*"), *scratch.glob(f"demo-{PROFILES[0]}/*.charm")]:
        sys.exit(f"clean leaves {left}")
