"""What `ops-cpp init` writes, built, tested, packed and analysed with an installed ops-cpp."""

import os
import pathlib
import subprocess
import sys

PROFILES = ("kubernetes", "machine")
MOST_BYTES = 3_000_000  # of a packed charm
CHARMCRAFT = pathlib.Path(__file__).resolve().parents[2] / ".venv-charmcraft/bin/charmcraft"


def run(*command, folder=None, **environment):
    done = subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def check_project(ops_cpp, folder, profile, environment):
    """From nothing to a packed charm, as the README of the project says."""
    run(ops_cpp, "init", folder, "--profile", profile)
    run("meson", "setup", "build", folder=folder, **environment)
    run("meson", "test", "-C", "build", folder=folder, **environment)
    run(ops_cpp, "pack", folder=folder, **environment)
    (charm,) = folder.glob("*.charm")
    if charm.stat().st_size > MOST_BYTES:
        sys.exit(f"{charm.name} has {charm.stat().st_size} bytes, more than {MOST_BYTES}")
    print(f"{charm.name}: {charm.stat().st_size} bytes")
    run(ops_cpp, "analyse", charm)
    run(sys.executable, "-m", "py_compile", *folder.glob("tests/integration/*.py"))
    if CHARMCRAFT.exists():
        run(CHARMCRAFT, "expand-extensions", folder=folder)
        run(CHARMCRAFT, "analyse", charm)


def check_new_projects(prefix, scratch, environment):
    """Both profiles, with what is installed below `prefix`; `environment` is where pkg-config finds it."""
    for profile in PROFILES:
        check_project(prefix / "bin/ops-cpp", scratch / f"demo-{profile}", profile, environment)
