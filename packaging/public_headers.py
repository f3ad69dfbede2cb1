#!/usr/bin/env python3
"""Prints the headers that a user can reach, one a line, as they are included.

usage: public_headers.py FOLDER[,FOLDER...] HEADER...

HEADER is what users include; the folders are where our headers are, each below its own include path.
Stops when one of them includes a library's header: users would need that library, too.
"""

import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#include\s+(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
ALLOWED = {"doctest/doctest.h"}


def find(folders, header):
    found = [path / header for path in folders if (path / header).is_file()]
    return found[0] if found else sys.exit(f"{header}: there is no such header")


def reach(folders, header, reached):
    if header in reached:
        return
    reached.add(header)
    for own, other in INCLUDE.findall(find(folders, header).read_text(encoding="utf-8")):
        if own:
            reach(folders, own, reached)
        elif "/" in other and not other.startswith("sys/") and other not in ALLOWED:
            sys.exit(f"{header}: <{other}> would be needed by every user")


def main():
    folders = [pathlib.Path(folder) for folder in sys.argv[1].split(",")]
    reached = set()
    for header in sys.argv[2:]:
        reach(folders, header, reached)
    print("\n".join(sorted(reached)))


if __name__ == "__main__":
    main()
