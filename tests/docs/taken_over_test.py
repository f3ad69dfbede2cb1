"""What a charm in Python has left is taken over by the same charm in C++, and back.

Needs Python's ops, from `scripts/setup --peers`; says so, and is skipped, without.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = HERE.parent.parent / ".venv/bin/python"
IN_CPP = [str(pathlib.Path(sys.argv.pop()).resolve())] if len(sys.argv) > 1 else []
IN_PYTHON = [str(PYTHON), str(HERE / "python_charm.py")]

METADATA = """
name: small
requires: {db: {interface: db}}
containers: {web: {}}
storage: {data: {type: filesystem}}
"""
TOOL = """#!/bin/sh
echo "${0##*/} $*" >> "$JUJU_CHARM_DIR/calls"
if [ "${0##*/}" = is-leader ]; then echo false; fi
"""


class Unit:
    """A unit's directory, and hook tools that note how they are called."""

    def __init__(self, folder: str):
        self.folder = pathlib.Path(folder)
        self.write("metadata.yaml", METADATA)
        self.write("actions.yaml", "backup: {}")
        (self.folder / "bin").mkdir()
        for tool in ("juju-log", "status-set", "application-version-set", "is-leader"):
            self.write(f"bin/{tool}", TOOL)
            (self.folder / "bin" / tool).chmod(0o700)

    def write(self, name: str, text: str):
        (self.folder / name).write_text(text)

    def dispatch(self, charm: list[str], hook: str) -> list[str]:
        """What the hook tools were called with."""
        self.write("calls", "")
        environment = {
            "PATH": f"{self.folder}/bin:/usr/bin:/bin",
            "JUJU_DISPATCH_PATH": f"hooks/{hook}",
            "JUJU_HOOK_NAME": hook,
            "JUJU_UNIT_NAME": "small/0",
            "JUJU_MODEL_NAME": "testing",
            "JUJU_MODEL_UUID": "0",
            "JUJU_VERSION": "3.6.14",
            "JUJU_CHARM_DIR": str(self.folder),
            "OPS_CONTAINERS_DIR": str(self.folder),
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH"):
            if name in os.environ:
                environment[name] = os.environ[name]
        subprocess.run(charm, env=environment, cwd=self.folder, check=True)
        return (self.folder / "calls").read_text().splitlines()


class TakenOver(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.unit = Unit(folder.name)

    def test_deferred_events_find_their_handlers(self):
        self.unit.dispatch(IN_PYTHON, "upgrade-charm")
        calls = self.unit.dispatch(IN_CPP, "start")
        self.assertIn("juju-log --log-level INFO -- ready at http://python", calls)
        deferred = "juju-log --log-level DEBUG -- Deferring PortedCharm/on/upgrade_charm[1]."
        self.assertIn(deferred, calls)

    def test_stored_state_goes_there_and_back(self):
        self.unit.dispatch(IN_PYTHON, "upgrade-charm")
        self.unit.dispatch(IN_CPP, "start")
        calls = self.unit.dispatch(IN_PYTHON, "update-status")
        self.assertIn("application-version-set -- 42 ['start', 'upgrade']", calls)


if __name__ == "__main__":
    has_ops = PYTHON.exists() and not subprocess.run([PYTHON, "-c", "import ops"]).returncode
    if not has_ops:
        print("skipped: Python's ops is not in .venv; run scripts/setup --peers")
        sys.exit(77)
    unittest.main()
