"""What the runners of the suites have in common: which cases are run, and what is printed of them."""

from __future__ import annotations

import collections
import fnmatch
import json
import pathlib
import subprocess
import sys

EXCEPTIONS = pathlib.Path(__file__).resolve().parent.parent / 'exceptions.json'
SHOWN = 5


def printed(program, *args):
    """The cases that a program beside the runner prints."""
    done = subprocess.run([sys.executable, str(program), *map(str, args)], check=True, stdout=subprocess.PIPE)
    return [json.loads(x) for x in done.stdout.splitlines()]


def recorded(files):
    return [json.loads(x) for f in files for x in open(f, encoding='utf-8') if x.strip()]


def chosen(cases, only):
    """Those whose id fits one of the patterns, and an end of the program when there is none."""
    patterns = only.split(',') if only else ['*']
    cases = [c for c in cases if any(fnmatch.fnmatchcase(c['id'], p) for p in patterns)]
    if not cases:
        sys.exit('cannot run the cases: there is none' + (f' of the name {only}' if only else ''))
    return cases


def need_ops():
    """Ends the program where the real ops is not there."""
    try:
        import ops  # noqa: F401
    except ImportError:
        sys.exit('cannot run the real ops: this Python does not have it; run scripts/setup --peers')


def exceptions(suite):
    """Rows of cases that ours is known to answer in another way: {"suite", "id", "reason"}, which all suites share. With
    "sometimes" it is a matter of time."""
    rows = json.loads(EXCEPTIONS.read_text(encoding='utf-8'))
    return {x['id']: x for x in rows if x.get('suite') == suite}


class Report:
    """Counts cases, and prints those that failed, at most SHOWN differences of one unless it is the only one."""

    def __init__(self, suite, cases):
        self.excepted = exceptions(suite)
        self.all_of_it = len(cases) == 1
        self.counts = collections.Counter()
        self.reasons = collections.Counter()

    def add(self, case, result, differences=(), reason=''):
        """`result` is passed, failed or skipped."""
        row = self.excepted.get(case['id'])
        if result == 'passed' and row and not row.get('sometimes'):
            result, differences = 'failed', [('exceptions.json', 'a case that fails', 'it passes: take its row out')]
        elif result == 'failed' and row:
            result, reason = 'skipped', 'listed in tests/conformance/exceptions.json'
        self.counts[result] += 1
        if result == 'skipped' and reason:
            self.reasons[reason] += 1
        if result == 'failed':
            self.print_failure(case, differences, len(differences) if self.all_of_it else SHOWN)

    @staticmethod
    def print_failure(case, differences, shown):
        print(f'FAILED {case["id"]}')
        for path, expected, got in differences[:shown]:
            print(f'  {path}\n    - {expected}\n    + {got}')
        if len(differences) > shown:
            print(f'  and {len(differences) - shown} more')

    def close(self):
        """Prints the closing line, and ends the program."""
        for reason, count in self.reasons.most_common():
            print(f'{count} skipped: {reason}')
        skipped = f', {self.counts["skipped"]} skipped' if self.counts['skipped'] else ''
        print(f'{self.counts["passed"]} passed, {self.counts["failed"]} failed{skipped}')
        sys.exit(1 if self.counts['failed'] else 0)
