"""Plays recorded cases of Pebble: those of a daemon on FakePebble, those of a client on HttpClient.

usage: run.py --fake PROGRAM [--calls PROGRAM] [--but AREA,...] [--only ID[,ID...]] [--summary] CASES.expected.jsonl...
       run.py --fake PROGRAM [OPTION...] --live SEED COUNT [--pebble PEBBLE]

Cases that speak HTTP or websockets themselves are left out (FORMAT.md), and client cases without --calls. Prints what differs
from the recording, and ends with `N passed, N failed`. --but leaves cases of these areas out, the first word of an id; --summary
prints how many of each area failed. --live plays new cases, which the real Pebble is asked first; needs what record.py needs.
"""

from __future__ import annotations

import argparse
import collections
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'lib'))
import live  # noqa: E402
import run_client  # noqa: E402
import suite  # noqa: E402


def area(case):
    return case['id'].partition('-')[0]


def play_on_fake(program, cases):
    """What came of each."""
    text = ''.join(json.dumps(c) + '\n' for c in cases)
    done = subprocess.run([program], input=text, stdout=subprocess.PIPE, text=True)
    lines = [json.loads(x) for x in done.stdout.split('\n') if x]
    ended = [{'failed': f'the program ended with {done.returncode}'}] * (len(cases) - len(lines))
    return lines + ended


def error_as_recorded(expected, got):
    """What was got, with what is not binding of an error as it was recorded."""
    if not expected or not got or 'error' not in expected or 'error' not in got:
        return got
    binding = run_client.error_alike(expected['error'])
    if len(binding) == len(expected['error']):
        return got
    return {**got, 'error': {**expected['error'], **{k: got['error'].get(k) for k in binding}}}


def results_as_recorded(case, got):
    """A step that speaks HTTP is not played."""
    expected = case['expect']['steps']
    for step, wanted, result in zip(case['steps'], expected, got):
        yield wanted if step['op'] == 'http' else error_as_recorded(wanted, result)


def compare_daemon(case, got):
    if 'failed' in got:
        return [('run', 'results', got['failed'])]
    found = run_client.Compared()
    expected = case['expect']
    found.same('start', expected['start'], got['start'])
    for i, (wanted, result) in enumerate(zip(expected['steps'], results_as_recorded(case, got['steps']))):
        found.same(f'steps[{i}] {case["steps"][i]["op"]}', wanted, result)
    if 'ok' in expected['start']:
        found.same('end', expected['end'], got['end'])
    return found


class Runner:
    def __init__(self, report):
        self.report = report
        self.failed = collections.Counter()

    def judge(self, case, found):
        self.failed[area(case)] += bool(found)
        self.report.add(case, 'failed' if found else 'passed', found)

    def played(self, program, cases):
        """Pairs of a case and what differs, but for those that are skipped."""
        for case, got in zip(cases, play_on_fake(program, cases)):
            if 'skipped' in got:
                self.report.add(case, 'skipped', reason=got['skipped'])
            else:
                yield case, compare_daemon(case, got)

    def run_daemon_cases(self, args, cases):
        pairs = self.played(args.fake, cases)
        if args.live:
            pairs = live.judged(cases, args, lambda cases, _: self.played(args.fake, cases))
        for case, found in pairs:
            self.judge(case, found)

    def run_client_cases(self, program, cases):
        for case in cases:
            if program:
                self.judge(case, run_client.compare(case, run_client.play(program, case)))
            else:
                self.report.add(case, 'skipped', reason='it judges a client')


def chosen_cases(args):
    cases = suite.chosen(live.cases(args), args.only)
    return [c for c in cases if area(c) not in args.but.split(',')]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('files', nargs='*')
    live.add_options(parser)
    parser.add_argument('--fake', required=True)
    parser.add_argument('--calls', default='')
    parser.add_argument('--but', default='')
    parser.add_argument('--only', default='')
    parser.add_argument('--summary', action='store_true')
    args = parser.parse_args()
    cases = chosen_cases(args)
    runner = Runner(suite.Report('pebble', cases))
    runner.run_daemon_cases(args, [c for c in cases if 'replies' not in c])
    runner.run_client_cases(args.calls, [c for c in cases if 'replies' in c])
    if args.summary:
        for name, count in sorted(runner.failed.items()):
            print(f'{name}: {count} failed')
    runner.report.close()


if __name__ == '__main__':
    main()
