"""Plays recorded cases through HttpClient against a real Pebble, in the world that record.py makes.

usage: run_real.py --calls PROGRAM --pebble PEBBLE [-j N] [--only ID[,ID...]] CASES.expected.jsonl...

Needs what record.py needs: Linux, root, ops and websocket-client. The steps http and exec_ws, which are of the daemon alone, are
record.py's own. Prints what differs from the recording, and ends with `N passed, N failed`.
"""

from __future__ import annotations

import argparse
import base64
import concurrent.futures
import datetime
import enum
import inspect
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import types

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'lib'))
import suite  # noqa: E402

SKIPPED_WITHOUT = 77  # Meson's code for a test that was skipped


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('files', nargs='*')
    parser.add_argument('--calls', required=True)
    parser.add_argument('--pebble', required=True)
    parser.add_argument('-j', type=int, default=8)
    parser.add_argument('--only', default='')
    args = parser.parse_args()
    suite.need_ops()
    cases = suite.chosen([c for c in suite.recorded(args.files) if 'replies' not in c], args.only)
