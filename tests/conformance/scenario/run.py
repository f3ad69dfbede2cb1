"""Run recorded cases of Scenario in process, and compare what happens with the recording.

usage: run.py [OPTION...] CASES.expected.jsonl...
       run.py [OPTION...] --live SEED COUNT
  --runner PROGRAM  what runs a case: reads cases, writes what came of each
  --live SEED COUNT generate cases and record them with the real ops.testing first; needs a Python that has it
  --only ID[,ID...] only these; * stands for anything: 'relations/*'
  --summary         how many cases of each area failed

Prints what differs, at most five differences of a case unless it is the only one, what was skipped and why, and ends with
`N passed, N failed`. Exits with 1 when a case failed.
"""

from __future__ import annotations

import argparse
import collections
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import compare

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'lib'))
import suite  # noqa: E402

# What a case may need that cannot mean anything here.
UNMEANT = {
    'mode:event': 'events are built by ctx.on alone: there is no text of an event that is taken apart',
    'report:env': 'a run neither reads the process\'s environment nor sets it, so that there is nothing to restore',
}
SKIPPED = {c['id']: c['reason'] for c in json.loads((HERE / 'skipped.json').read_text(encoding='utf-8'))}


class Runner:
    """The program, with one case after the other; started anew after a case that it did not outlive."""

    def __init__(self, program):
        self.program = program
        self.process = None

    def __call__(self, case):
        directory = pathlib.Path(tempfile.mkdtemp(prefix='case-'))
        try:
            self.lay_out(case, directory)
            text = json.dumps(case).replace('$DIR', str(directory))
            got = self.ask(json.dumps({**json.loads(text), 'directory': str(directory)}))
            got = json.loads(json.dumps(got).replace(str(directory), '$DIR'))
            if 'local_files' in (case['expect'].get('steps') or [case['expect']])[-1]:
                (got.get('steps') or [got])[-1]['local_files'] = tree(directory)
            return got
        finally:
            shutil.rmtree(directory, ignore_errors=True)

    @staticmethod
    def lay_out(case, directory):
        files = {**case.get('files', {}), **{f'.charm/{k}': v for k, v in case['charm'].get('root', {}).items()}}
        for name, content in files.items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding='utf-8')

    def ask(self, line):
        if self.process is None:
            self.process = subprocess.Popen([self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            self.process.stdin.write(line + '\n')
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline())
        except (BrokenPipeError, json.JSONDecodeError):
            self.process.stdin = None
            code, self.process = self.process.wait(), None
            return {'outcome': f'the runner ended with {code}'}


def tree(root):
    """The files below it but the charm's own, as FORMAT.md has them."""
    out = {}
    for path in sorted(root.rglob('*')):
        name = path.relative_to(root).as_posix()
        if name != '.charm' and not name.startswith('.charm/') and path.is_file():
            out[name] = path.read_text(encoding='utf-8')
    return out


def live_cases(seed, count):
    """New cases, and what the real ops.testing gives of them."""
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl') as file:
        file.write('\n'.join(json.dumps(c) for c in suite.printed(HERE / 'generate.py', seed, count)))
        file.flush()
        return suite.printed(HERE / 'run_case.py', file.name)


def unmeant(case):
    """Why the case cannot mean anything here, by what it needs or by its id in skipped.json; empty when it can."""
    if case['id'] in SKIPPED:
        return SKIPPED[case['id']]
    if is_about_environment(case):
        return UNMEANT['report:env']
    return UNMEANT['mode:event'] if 'mode:event' in case.get('needs', []) else ''


def is_about_environment(case):
    """Whether the charm changes the environment, and the case looks what is left of it."""
    script = json.dumps(case['charm'].get('script', {}))
    return 'report:env' in case.get('needs', []) and ('"env_set"' in script or '"env_delete"' in script)


def arguments():
    ap = argparse.ArgumentParser(usage=__doc__)
    ap.add_argument('files', nargs='*')
    ap.add_argument('--runner', required=True)
    ap.add_argument('--live', nargs=2, type=int)
    ap.add_argument('--only')
    ap.add_argument('--summary', action='store_true')
    a = ap.parse_args()
    if a.live:
        suite.need_ops()
    return a


def print_summary(failed, all_of):
    for area, count in sorted(failed.items(), key=lambda x: -x[1]):
        print(f'{area}: {count} of {all_of[area]}')


def area_of(case):
    return case['id'].split('/')[0] if '/' in case['id'] else 'random'


def main():
    a = arguments()
    cases = suite.chosen(live_cases(*a.live) if a.live else suite.recorded(a.files), a.only)
    report = suite.Report('scenario', cases)
    runner = Runner(a.runner)
    failed = collections.Counter()
    for case in cases:
        reason = unmeant(case)
        if reason:
            report.add(case, 'skipped', reason=reason)
            continue
        got = runner(case)
        differences = compare.compare_case(case, got)
        defect = compare.defect_upstream(case, got, differences) if differences else ''
        result = 'skipped' if defect else 'failed' if differences else 'passed'
        failed[area_of(case)] += result == 'failed'
        report.add(case, result, differences, defect)
    if a.summary:
        print_summary(+failed, collections.Counter(map(area_of, cases)))
    report.close()


if __name__ == '__main__':
    main()
