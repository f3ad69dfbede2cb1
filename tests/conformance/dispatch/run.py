"""Run recorded cases against a charm program, and compare what happens with the recording.

usage: run.py [OPTION...] CASES.expected.jsonl...
       run.py [OPTION...] --live SEED COUNT
  --charm PROGRAM   the scripted charm in C++
  --with-ops        the scripted charm in Python instead: all must pass, which is a test of compare.py
  --live SEED COUNT generate cases and record them with the real ops first; needs a Python that has it
  --only ID[,ID...] only these; * stands for anything: 'rel-*'
  -j N              as many cases at once; default 2
  --keep DIR        keep the charm directories of the cases that fail in DIR

Prints what differs, at most five differences of a case unless it is the only one, and ends with `N passed, N failed`. Exits with 1 when a case failed.
Needs PyYAML and a C compiler.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import json
import pathlib
import shutil
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent

try:
    import record
except ImportError as error:
    sys.exit(f'cannot run the cases: {error}; install python3-yaml (scripts/setup does)')
import compare  # noqa: E402
import suite  # noqa: E402


class OwnNormaliser(record.Normaliser):
    """Writes JSON on standard input in Python's spelling, and keeps a crash's text, which holds its hints."""

    def call(self, c):
        if 'stdin' in c and c['argv'][0] != 'state-set':
            c['stdin'] = compare.json_text(c['stdin'])
        return super().call(c)

    def log(self, level, msg, c):
        kind, text = super().log(level, msg, c)
        if kind == 'crash':
            c['crash']['text'] = msg
        return kind, text


class Program:
    """A charm that is one program, as a packed C++ charm is."""

    path = 'src/charm'
    normaliser = OwnNormaliser

    def __init__(self, program):
        self.program = pathlib.Path(program).resolve()

    def install(self, charm_dir):
        (charm_dir / self.path).symlink_to(self.program)
        (charm_dir / 'dispatch').write_text('#!/bin/sh\nexec ./src/charm\n')
        (charm_dir / 'dispatch').chmod(0o755)


class Runner:
    def __init__(self, program, scratch, keep, live):
        self.program, self.keep, self.live = program, keep, live
        self.tool = record.compile_tool(scratch)
        self.pycache = scratch / 'pycache'
        self.scratch = scratch

    def run(self, case, program):
        return record.run_case(case, self.tool, self.pycache, program=program)

    def __call__(self, case):
        """What came of it: ('passed' | 'failed' | 'skipped', differences)."""
        try:
            return self.judge({**case, 'expect': self.run(case, record.PythonCharm())} if self.live else case)
        except Exception as error:  # noqa: BLE001
            return 'failed', [('run', 'a comparison', f'{type(error).__name__}: {error}')]

    def judge(self, case):
        differences = compare.compare_case(case, self.run(case, self.program))
        if not differences:
            return 'passed', []
        if case['id'] in compare.PYTHON_LIMITS:
            return 'skipped', []
        if self.live and self.wavers(case):
            return 'skipped', []
        self.keep_case(case)
        return 'failed', differences

    def wavers(self, case):
        """Whether ops does it now so, now so: the order of a set of Python's is another in each process."""
        return any(compare.compare_case(case, self.run(case, record.PythonCharm())) for _ in range(8))

    def keep_case(self, case):
        if not self.keep:
            return
        kept = pathlib.Path(self.keep).resolve() / case['id']
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True)
        (kept / 'case.json').write_text(json.dumps(case, indent=1))
        got = record.record_case(case, self.tool, self.pycache, kept, self.program)
        (kept / 'got.json').write_text(json.dumps(got, indent=1))


def read(files):
    """The cases of the files. A recording has its keys sorted, but the order of a map in a script counts: it is taken from where
    the case is written."""
    written = {c['id']: c for c in suite.printed(HERE / 'handwritten.py')}
    return [in_written_order(c, written) for c in suite.recorded(files)]


def in_written_order(case, written):
    as_written = {**written.get(case['id'], {}), 'expect': case['expect']}
    return as_written if as_written == case else case


def arguments():
    ap = argparse.ArgumentParser(usage=__doc__)
    ap.add_argument('files', nargs='*')
    ap.add_argument('--charm')
    ap.add_argument('--with-ops', action='store_true')
    ap.add_argument('--live', nargs=2, type=int)
    ap.add_argument('--only')
    ap.add_argument('-j', type=int, default=2)
    ap.add_argument('--keep')
    a = ap.parse_args()
    if not a.charm and not a.with_ops:
        ap.error('cannot run the cases: there is no charm; say --charm PROGRAM or --with-ops')
    if a.live or a.with_ops:
        suite.need_ops()
    return a


def main():
    a = arguments()
    program = record.PythonCharm() if a.with_ops else Program(a.charm)
    cases = suite.chosen(suite.printed(HERE / 'generate.py', *a.live) if a.live else read(a.files), a.only)
    report = suite.Report('dispatch', cases)
    scratch = pathlib.Path(tempfile.mkdtemp(prefix='dispatch-cases-'))
    try:
        runner = Runner(program, scratch, a.keep, bool(a.live))
        with concurrent.futures.ThreadPoolExecutor(a.j) as pool:
            for case, (result, differences) in zip(cases, pool.map(runner, cases)):
                report.add(case, result, differences)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    report.close()


if __name__ == '__main__':
    main()
