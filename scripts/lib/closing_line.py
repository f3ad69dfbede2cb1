#!/usr/bin/env python3
"""Sums what Meson's test logs say up in one line, "3 passed, 1 failed, 2 skipped".

usage: closing_line.py LOG.json...

Each line of a log is a JSON object with "name" and "result". Names of what failed or was skipped
are printed before the closing line. Exits with 1 when anything failed, or when nothing ran.
"""

import json
import pathlib
import sys

PASSED = {"OK", "EXPECTEDFAIL"}
SKIPPED = {"SKIP", "IGNORED"}


def read(paths):
    for path in map(pathlib.Path, paths):
        for line in path.read_text().splitlines():
            test = json.loads(line)
            where = "" if path.stem == "checks" else f" in {path.stem}"
            yield test["name"] + where, test["result"]


def main(paths):
    results = list(read(paths))
    skipped = [name for name, result in results if result in SKIPPED]
    failed = [f"{name} ({result})" for name, result in results if result not in PASSED | SKIPPED]
    for word, names in (("skipped", skipped), ("failed", failed)):
        for name in names:
            print(f"{word}: {name}")
    passed = len(results) - len(failed) - len(skipped)
    line = f"{passed} passed, {len(failed)} failed"
    print(line + (f", {len(skipped)} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
