#!/usr/bin/env python3
"""Does what pages of docs/ tell their reader to do, with an installed ops-cpp, and compares what is printed.

usage: page_test.py BUILD_ROOT PAGE...: one after the other, in one folder.

Of a page count its fenced blocks:
- console: "$ COMMAND", and below it all that it prints. A line "..." stands for any lines, and "..." in a line for any text;
  seconds are the machine's own.
  In them $OPS_CPP is the clone of this project;
- one after "Write `PATH`:" is that file;
- a diff after "`PATH`:" is what is taken from that file and put in, with lines around it;
- any other in C++ or YAML must stand in a file of the folder, white space aside.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

from installed import install

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"(Write )?`([\w./-]+)`:\s*\Z")
SECONDS = re.compile(r"\d+(\.\d+)? ?m?s\b")


def fits(expected, got):
    """Whether `got` is what the page prints."""
    pattern = ""
    for line in expected.splitlines():
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            parts = SECONDS.sub("T s", line.rstrip()).split("...")
            pattern += ".*?".join(map(re.escape, parts)) + r" *\n"
    lines = "".join(line + "\n" for line in SECONDS.sub("T s", got).splitlines())
    return re.fullmatch(pattern, lines)


def changed(lines, diff):
    """`lines` with the diff's "-" taken out and its "+" put in, where its other lines stand; None when that is nowhere."""
    before = [line[1:] for line in diff if line[:1] != "+"]
    after = [line[1:] for line in diff if line[:1] != "-"]
    places = [i for i in range(len(lines)) if lines[i : i + len(before)] == before]
    if len(places) != 1:
        return None
    return lines[: places[0]] + after + lines[places[0] + len(before) :]


def squeezed(text):
    return "".join(text.split())


class Reader:
    """Who types what a page says. Each step returns what is wrong with it, or nothing."""

    def __init__(self, folder, environment):
        self.folder, self.environment = folder, {**os.environ, **environment}

    def run(self, block):
        for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
            if command.startswith("cd "):
                self.folder = (self.folder / command[3:]).resolve()
                continue
            done = subprocess.run(
                ["bash", "-c", command], cwd=self.folder, env=self.environment, text=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            if not fits(expected, done.stdout):
                return f"$ {command}\n{done.stdout}--- is not what the page says:\n{expected}"
        return None

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def change(self, name, diff):
        text = (self.folder / name).read_text()
        for hunk in re.split(r"^@@.*\n", diff, flags=re.MULTILINE):
            lines = changed(text.splitlines(), hunk.splitlines())
            if lines is None:
                return f"{name} has not once:\n{hunk}"
            text = "\n".join(lines) + "\n"
        self.write(name, text)
        return None

    def look_for(self, code):
        for path in self.folder.rglob("*.*"):
            if path.suffix in (".h", ".cpp", ".yaml") and squeezed(code) in squeezed(path.read_text()):
                return None
        return "this stands in no file"

    def follow(self, language, named, block):
        if language == "console":
            return self.run(block)
        if named and language == "diff":
            return self.change(named[2], block)
        if named and named[1]:
            return self.write(named[2], block)
        return self.look_for(block) if language in ("cpp", "yaml") else f"who is to do this: {language}?"


def main():
    build, *pages = map(pathlib.Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as scratch:
        prefix, environment = install(build, pathlib.Path(scratch) / "root")
        environment["PATH"] = f"{prefix / 'bin'}:{os.environ['PATH']}"
        environment["OPS_CPP"] = str(pathlib.Path(__file__).resolve().parents[2])
        reader = Reader(pathlib.Path(scratch), environment)
        for page in pages:
            text = page.read_text(encoding="utf-8")
            for block in FENCE.finditer(text):
                named = NAMED.search(text, 0, block.start())
                wrong = reader.follow(block[1], named, block[2])
                if wrong:
                    sys.exit(f"{page}:{text.count(chr(10), 0, block.start()) + 1}: {wrong}")


main()
