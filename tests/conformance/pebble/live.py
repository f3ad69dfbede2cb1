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
    return record(suite.printed(HERE / 'generate.py', *args.live), args.pebble)


def record(cases, pebble):
    """The cases with what the real Pebble gives of them."""
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl') as file:
        file.write('\n'.join(json.dumps(c) for c in cases))
        file.flush()
        return suite.printed(HERE / 'record.py', file.name, '--pebble', pebble)


# More than these are no matter of time.
MOST_AGAIN = 30


def again(cases, args):
    """The same cases; new ones recorded anew."""
    if not args.live:
        return cases
    return record([{k: v for k, v in c.items() if k != 'expect'} for c in cases], args.pebble)


def judged(cases, args, judge, excepted=()):
    """Pairs of a case and what differs. `judge(cases, alone)` gives them; those that differ are judged again by themselves, at
    most twice: a busy machine makes a real Pebble late for its own."""
    for turn in range(3):
        differing = []
        for case, found in judge(cases, turn > 0):
            if found and case['id'] not in excepted:
                differing.append((case, found))
            else:
                yield case, found
        if not differing or len(differing) > MOST_AGAIN or turn == 2:
            yield from differing
            return
        print('once more, alone:', *(c['id'] for c, _ in differing), flush=True)
        cases = again([c for c, _ in differing], args)
