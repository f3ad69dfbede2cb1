"""A hook of MkDocs: the pages below reference/headers/, one for each area of the public headers.

Of a header its page has what users read: the comment at its head as text, then its declarations with their comments; nothing of
what is private.
"""

import pathlib
import re
import sys

from mkdocs.structure.files import File

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "lib", ROOT / "harness"]
AREAS = {
    "ops": "ops: what a charm includes",
    "ops/charm": "ops/charm: the charm and its events",
    "ops/framework": "ops/framework: observing, deferring, keeping",
    "ops/model": "ops/model: the model, units, relations, secrets, containers",
    "ops/meta": "ops/meta: what charmcraft.yaml says",
    "ops/pebble": "ops/pebble: layers, plans, services, checks",
    "ops/juju": "ops/juju: Juju's hook tools and versions",
    "ops/store": "ops/store: what outlives a dispatch",
    "ops/base": "ops/base: values, texts, times, errors",
    "ops/testing": "ops/testing: running events",
    "ops/testing/state": "ops/testing/state: State and what it is made of",
}
sys.path.insert(0, str(ROOT / "packaging"))
from public_headers import find, reach  # noqa: E402


def public_headers():
    """All that is installed: what packaging/meson.build names, and what that includes."""
    reached = set()
    for header in re.findall(r"'(ops/[\w/]+\.h)'", (ROOT / "packaging/meson.build").read_text()):
        reach(FOLDERS, header, reached)
    return sorted(reached)


def is_noise(line):
    return line.startswith(("#pragma once", "#include"))


def without_private(lines):
    """Without the private part of each class, which ends with the class."""
    private = None
    for line in lines:
        if re.fullmatch(r"\s*(private|protected):", line):
            private = len(line) - len(line.lstrip()) - 1
        elif private is not None and re.match(rf"\s{{0,{max(private, 0)}}}\}};", line):
            private = None
        if private is None:
            yield line


def section(header):
    """`header` as Markdown."""
    lines = [line for line in find(FOLDERS, header).read_text(encoding="utf-8").splitlines() if not is_noise(line)]
    head = 0
    while head < len(lines) and lines[head].startswith("///"):
        head += 1
    text = "\n".join(line[3:].strip() for line in lines[:head])
    code = re.sub(r"\n{3,}", "\n\n", "\n".join(without_private(lines[head:]))).strip()
    return f"## {header}\n\n{text}\n\n```cpp\n{code}\n```\n"


def page(area, headers):
    return f"# {AREAS[area]}\n\n" + "\n".join(section(header) for header in headers)


def on_files(files, config):
    by_area = {}
    for header in public_headers():
        by_area.setdefault(str(pathlib.PurePosixPath(header).parent), []).append(header)
    for area, headers in by_area.items():
        name = f"reference/headers/{area.replace('/', '-')}.md"
        files.append(File.generated(config, name, content=page(area, headers)))
    return files
