"""New cases, and what the real Pebble gives of them. Needs what record.py needs."""

from __future__ import annotations

import json
import pathlib
import signal
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'lib'))
import suite  # noqa: E402


def add_options(parser):
    parser.add_argument('--live', nargs=2, type=int, metavar=('SEED', 'COUNT'))
    parser.add_argument('--pebble', default='pebble')


def heed_signals():
    """Programs that are signalled inherit what this one ignores; nohup has it ignore SIGHUP."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def cases(args):
    """Those that the command line asks for: new ones, or those of its files."""
    heed_signals()
    if not args.live:
        return suite.recorded(args.files)
    suite.need_ops()
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl') as file:
        file.write('\n'.join(json.dumps(c) for c in suite.printed(HERE / 'generate.py', *args.live)))
        file.flush()
        return suite.printed(HERE / 'record.py', file.name, '--pebble', args.pebble)
