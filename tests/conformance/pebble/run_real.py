"""Plays recorded cases through HttpClient against a real Pebble, in the world that record.py makes.

usage: run_real.py --calls PROGRAM --pebble PEBBLE [-j N] [--only ID[,ID...]] CASES.expected.jsonl...
       run_real.py --calls PROGRAM --pebble PEBBLE [OPTION...] --live SEED COUNT

Needs what record.py needs: Linux, root, ops and websocket-client. The steps http and exec_ws, which are of the daemon alone,
are record.py's own. Cases share the machine and real time, so a daemon can be late for its own: one that differs is played again
by itself, at most twice, and must come out as recorded. Prints what differs from the recording then, and ends with
`N passed, N failed`.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import re
import signal
import sys
import tempfile
import time

import yaml

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'lib'))
import suite  # noqa: E402

suite.need_ops()
import live  # noqa: E402
import our_client  # noqa: E402
import record  # noqa: E402
import run  # noqa: E402
import run_client  # noqa: E402


class Runner(record.Runner):
    """With our client in the place of the one of ops; its own speaks what is played raw."""

    program = ''

    def __init__(self, case, pebble_path):
        super().__init__(case, pebble_path)
        self.raw = self.client
        self.client = our_client.Client(self.program, record.SOCKET, case.get('client_timeout', 5.0))

    def op_get_plan(self, parsed=False):
        return self.client.get_plan().to_dict() if parsed else self.client.call('get_plan.text')

    def op_add_layer_object(self, label, layer, edit, combine=False):
        self.client.add_layer(label, layer, combine=combine)

    def op_exec_ws(self, **args):
        ours, self.client = self.client, self.raw
        try:
            return super().op_exec_ws(**args)
        finally:
            self.client = ours


# Go's YAML writes a text that begins with a line's end so that it reads back without that, or not at all. A client can give what it
# reads, and no more; writing that as Go does can lose another.
MISWRITTEN = re.compile('[|>][1-9]')


def without_first_ends(value):
    if isinstance(value, list):
        return [without_first_ends(x) for x in value]
    if isinstance(value, dict):
        pairs = [(k.lstrip('\n'), without_first_ends(v)) for k, v in value.items()]
        return {k: v for k, v in pairs if v != ''}
    return value.lstrip('\n')


def read(plan):
    try:
        return without_first_ends(yaml.load(plan, yaml.BaseLoader))
    except yaml.YAMLError:
        return None


def plan_as_recorded(expected, got):
    """What was got, or what was recorded where Pebble's text is miswritten and what was got is how it reads."""
    text = expected.get('ok')
    if not isinstance(text, str) or not MISWRITTEN.search(text):
        return got
    plan = read(text)
    unread = 'cannot read it as YAML' in got.get('error', {}).get('message', '')
    same = unread if plan is None else 'ok' in got and read(got['ok']) == plan
    return expected if same else got


def as_recorded(step, expected, got):
    got = run.error_as_recorded(expected, got)
    return plan_as_recorded(expected, got) if step['op'] == 'get_plan' and expected and got else got


def compare(case, got):
    found = run_client.Compared()
    expect = case['expect']
    steps = got.get('steps', [])
    if len(steps) == len(expect['steps']):
        steps = [as_recorded(*each) for each in zip(case['steps'], expect['steps'], steps)]
    found.same('', expect, {**got, 'steps': steps})
    return found


class Playing:
    """A case under way, in a process of its own."""

    def __init__(self, case, pebble):
        self.case, self.began = case, time.monotonic()
        self.out = tempfile.TemporaryFile()
        self.pid = os.fork()
        if self.pid == 0:
            os.dup2(2, 1)
            record.run_one(case, pebble, self.out.fileno())

    def ended(self):
        """What came of it once it has ended, None before."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid == 0:
            if time.monotonic() - self.began > record.CASE_LIMIT:
                os.kill(self.pid, signal.SIGKILL)
            return None
        self.out.seek(0)
        text = self.out.read().decode()
        self.out.close()
        return json.loads(text) if status == 0 else {'failed': text or f'status {status}'}


def play_all(cases, pebble, at_once):
    """Pairs of a case and what came of it, as they end."""
    waiting, playing = list(reversed(cases)), []
    sys.stdout.flush()
    while waiting or playing:
        while waiting and len(playing) < at_once:
            playing.append(Playing(waiting.pop(), pebble))
        for one in list(playing):
            got = one.ended()
            if got is not None:
                playing.remove(one)
                yield one.case, got
        time.sleep(0.01)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('files', nargs='*')
    parser.add_argument('--fake', help='is not asked')
    parser.add_argument('--calls', required=True)
    live.add_options(parser)
    parser.add_argument('-j', type=int, default=16)
    parser.add_argument('--only', default='')
    args = parser.parse_args()
    Runner.program = os.path.abspath(args.calls)
    record.Runner = Runner
    cases = suite.chosen([c for c in live.cases(args) if 'replies' not in c], args.only)
    report = suite.Report('pebble-real', cases)

    def judge(cases, alone):
        for case, got in play_all(cases, os.path.abspath(args.pebble), 1 if alone else args.j):
            yield case, compare(case, got)

    for case, found in live.judged(cases, args, judge, report.excepted):
        report.add(case, 'failed' if found else 'passed', found)
    report.close()


if __name__ == '__main__':
    main()
