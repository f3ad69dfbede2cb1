"""What `ops-cpp pack` makes of a charm's project, looked at by ours and by the real charmcraft."""

import pathlib
import sys

from installed import run

MOST_BYTES = 3_000_000  # of a packed charm
CHARMCRAFT = pathlib.Path(__file__).resolve().parents[2] / ".venv-charmcraft/bin/charmcraft"


def check_packed(ops_cpp, folder, environment):
    run(ops_cpp, "pack", folder=folder, **environment)
    (charm,) = folder.glob("*.charm")
    print(f"{charm.name}: {charm.stat().st_size} bytes")
    if charm.stat().st_size > MOST_BYTES:
        sys.exit(f"that is more than {MOST_BYTES}")
    run(ops_cpp, "analyse", charm, **environment)
    if CHARMCRAFT.exists():
        run(CHARMCRAFT, "expand-extensions", folder=folder)
        run(CHARMCRAFT, "analyse", charm)
