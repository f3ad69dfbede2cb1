#!/usr/bin/env python3
"""What `ops-cpp pack` makes, seen by the real charmcraft: its analyse accepts it, and the files in it are
those that charmcraft would write.

usage: charmcraft_peer.py OPS_CPP

The charm's program is one of C, which needs nothing installed. Needs charmcraft, from
`scripts/setup --peers`; says so, and is skipped, without.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHARMCRAFT = ROOT / ".venv-charmcraft/bin/charmcraft"

CHARMCRAFT_YAML = """
type: charm
name: demo
title: The Demo
summary: A charm of all sections.
description: |
  Several lines: of "text",
    and # no comment.
base: ubuntu@24.04
platforms: {amd64: , arm64: }
parts: {charm: {plugin: meson, source: ., organize: {usr/local/bin/demo: dispatch}, prime: [dispatch]}}
assumes: [juju >= 3.1, {any-of: [k8s-api, juju >= 4]}]
charm-user: non-root
containers: {server: {resource: image, mounts: [{storage: data, location: /data}]}}
extra-bindings: {public: }
links:
  contact: [a@example.com, b@example.com]
  documentation: https://example.com
  issues: https://example.com/issues
  source: [https://example.com/a, "https://example.com?b"]
peers: {fellows: {interface: fellows}}
provides: {web: {interface: http, optional: true, limit: 2}}
requires: {db: {interface: postgresql_client, scope: global}}
resources: {image: {type: oci-image, description: 'yes', upstream-source: 'example.com/image:1.50'}}
storage: {data: {type: filesystem, minimum-size: 1G, multiple: {range: 0-2}}}
subordinate: false
terms: [be-kind]
config:
  options:
    port: {type: int, default: 8000}
    ratio: {type: float, default: 1.50}
    debug: {type: boolean, default: yes}
    level: {type: string, default: "1.50"}
    empty: {type: string, default: ""}
actions:
  backup: {description: Now., params: {to: {type: string, enum: [a, 'on', '1']}}, required: [to]}
"""
MESON = "project('demo', 'c')\nexecutable('demo', 'demo.c', install: true)\n"
EXPECTED = """
import json, pathlib, sys, yaml
from charmcraft.models.metadata import CharmMetadata
from charmcraft.models.project import CharmcraftProject
charm = CharmcraftProject.unmarshal(yaml.safe_load(pathlib.Path(sys.argv[1]).read_text()))
project = charm.marshal()
print(json.dumps({"metadata.yaml": CharmMetadata.from_charm(charm).marshal(),
                  "config.yaml": project["config"], "actions.yaml": project["actions"]}))
"""
AS_JSON = "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))"


def run(*command, given=None):
    done = subprocess.run(command, input=given, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def check(what, actual, expected):
    if actual != expected:
        sys.exit(f"{what}: {actual!r}\nis not {expected!r}")


def write_project(folder):
    folder.mkdir()
    (folder / "charmcraft.yaml").write_text(CHARMCRAFT_YAML)
    (folder / "meson.build").write_text(MESON)
    (folder / "demo.c").write_text("int main(void) { return 0; }\n")


def main():
    if not CHARMCRAFT.exists():
        if os.environ.get("CI") == "true":
            sys.exit("charmcraft is not there: scripts/setup --peers installs it")
        print("skipped: charmcraft is not there; scripts/setup --peers installs it")
        sys.exit(77)
    ops_cpp, python = sys.argv[1], CHARMCRAFT.parent / "python"
    with tempfile.TemporaryDirectory() as scratch:
        one, two = pathlib.Path(scratch) / "one", pathlib.Path(scratch) / "two"
        for folder in (one, two):
            write_project(folder)
            run(ops_cpp, "pack", folder, "--output", folder)
        (charm,) = one.glob("*.charm")
        check("the second archive", (two / charm.name).read_bytes() == charm.read_bytes(), True)
        expected = json.loads(run(python, "-c", EXPECTED, one / "charmcraft.yaml"))
        with zipfile.ZipFile(charm) as archive:
            for name, content in expected.items():
                text = archive.read(name).decode()
                check(name, json.loads(run(python, "-c", AS_JSON, given=text)), content)
        run(ops_cpp, "analyse", charm)
        run(CHARMCRAFT, "analyse", charm)


main()
