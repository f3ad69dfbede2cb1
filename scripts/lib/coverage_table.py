#!/usr/bin/env python3
"""Prints gcovr's JSON as coverage.py prints its report.

usage: coverage_table.py COVERAGE.json
"""

import json
import sys


def ranges(missed, counted):
    """"3-5, 9": runs of missed lines, where lines without code do not end a run."""
    runs = []
    for line in counted:
        if line not in missed:
            runs.append(None)
        elif runs and runs[-1] is not None:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    texts = (f"{a}-{b}" if a != b else str(a) for a, b in filter(None, runs))
    return ", ".join(texts)


def percent(statements, missed):
    """Rounded down, so that 100% means all."""
    return f"{100 * (statements - missed) // statements if statements else 100}%"


def row_of(entry):
    counts = {}
    for line in entry["lines"]:
        if not line.get("gcovr/noncode"):
            number = line["line_number"]
            counts[number] = counts.get(number, 0) + line["count"]
    missed = {number for number, count in counts.items() if count == 0}
    return entry["file"], len(counts), len(missed), ranges(missed, sorted(counts))


def main(path):
    with open(path) as file:
        rows = sorted(map(row_of, json.load(file)["files"]))
    rows = [row for row in rows if row[1]]
    total = [sum(row[i] for row in rows) for i in (1, 2)]
    width = max([len(row[0]) for row in rows] + [5])
    line = f"{{:<{width}}} {{:>7}} {{:>6}} {{:>6}}   {{}}"
    print(line.format("Name", "Stmts", "Miss", "Cover", "Missing"))
    print("-" * (width + 33))
    for name, statements, missed, text in rows:
        print(line.format(name, statements, missed, percent(statements, missed), text).rstrip())
    print("-" * (width + 33))
    print(line.format("TOTAL", *total, percent(*total), "").rstrip())


if __name__ == "__main__":
    main(sys.argv[1])
