#!/usr/bin/env python3
"""Runs clang-tidy on the .cpp files of the libraries and of the charm.

Those that have not changed since they were last clean are left out.

usage: lint.py --build FOLDER [--seconds N]

FOLDER has compile_commands.json; what was clean is remembered there. After N seconds no further
file is begun, and those left are named. Exits with 1 when a file is not clean, and with 77
(skipped) when nothing was found but not every file was reached.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Not tests: of their time most goes into what doctest's macros expand to.
FOLDERS = ("lib", "harness", "cli", "charm")
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)


def own_sources(build):
    """Those that the build compiles, by path."""
    commands = json.loads((build / "compile_commands.json").read_text())
    paths = {(build / command["file"]).resolve() for command in commands}
    own = [p for p in paths if p.is_relative_to(ROOT)]
    return sorted(p for p in own if p.relative_to(ROOT).parts[0] in FOLDERS)


def headers_of(path, seen):
    """Adds to `seen` every file of ours that `path` reaches, itself too."""
    if path in seen:
        return
    seen.add(path)
    for name in INCLUDE.findall(path.read_text()):
        for start in (path.parent, ROOT / "lib", ROOT / "harness", ROOT / "cli", ROOT / "charm", ROOT / "tests"):
            if (start / name).exists():
                headers_of((start / name).resolve(), seen)
                break


def fingerprint(path):
    """Changes with the file, with any header of ours that it reaches, and with the checks."""
    reached = set()
    headers_of(path, reached)
    digest = hashlib.sha256((ROOT / ".clang-tidy").read_bytes())
    for each in sorted(reached):
        digest.update(each.read_bytes())
    return digest.hexdigest()


def lint(path, build, deadline):
    """None when there was no time left, else whether it is clean, and what was said."""
    if time.monotonic() > deadline:
        return None
    command = ["clang-tidy", "--quiet", "-p", str(build), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    return done.returncode == 0, done.stdout + ("" if done.returncode == 0 else done.stderr)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True, type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    arguments = parser.parse_args()
    build = (ROOT / arguments.build).resolve()

    memory = build / "lint-clean.json"
    clean = set(json.loads(memory.read_text())) if memory.exists() else set()
    fingerprints = {path: fingerprint(path) for path in own_sources(build)}
    todo = [path for path, print_ in fingerprints.items() if print_ not in clean]
    deadline = time.monotonic() + arguments.seconds

    left, dirty = [], []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = {path: pool.submit(lint, path, build, deadline) for path in todo}
    for path, job in jobs.items():
        result = job.result()
        if result is None:
            left.append(path)
        elif result[0]:
            clean.add(fingerprints[path])
        else:
            dirty.append(path)
            print(result[1])
    memory.write_text(json.dumps(sorted(clean & set(fingerprints.values()))))

    checked = len(todo) - len(left)
    unchanged = len(fingerprints) - len(todo)
    print(f"clang-tidy: {checked} files checked, {unchanged} unchanged, {len(dirty)} not clean")
    for path in left:
        print(f"not reached in time: {path.relative_to(ROOT)}")
    return 1 if dirty else 77 if left else 0


if __name__ == "__main__":
    sys.exit(main())
