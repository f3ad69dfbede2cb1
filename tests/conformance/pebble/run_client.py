"""Plays recorded client cases (FORMAT.md §7) through HttpClient against the scripted server.

usage: run_client.py --calls PROGRAM [--only ID[,ID...]] CASES.expected.jsonl...

Prints what differs from the recording, and ends with `N passed, N failed`.
"""

from __future__ import annotations

import argparse
import datetime
import pathlib
import re
import sys
import tempfile

import calls
import yaml
from canned_server import SOCKET, Server, request_json

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'lib'))
import differences  # noqa: E402
import suite  # noqa: E402

# Errors that are binding in all they say; others have a class of ours, or are binding as a fact.
WHOLE = {'APIError', 'PathError', 'ChangeError', 'ExecError'}
OURS = {'TimeoutError', 'ConnectionError', 'ProtocolError'}
# What ops makes of a refusal that it cannot read.
UNREADABLE = ('KeyError - ', 'JSONDecodeError - ')
TIME = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)')


def error_alike(expected):
    """Of an error that was recorded: the part that is binding."""
    if expected['class'] in WHOLE and isinstance(expected['message'], str) and not expected['message'].startswith(UNREADABLE):
        return expected
    return {k: expected[k] for k in ('class', 'code', 'status') if k in expected and expected['class'] in WHOLE | OURS}


class Compared(differences.Differences):
    def is_same(self, path, expected, got):
        """JSON has one kind of number; Python does not."""
        numbers = (int, float)
        both = type(expected) in numbers and type(got) in numbers
        return expected == got if both else super().is_same(path, expected, got)


def in_utc(value):
    """Points in time count, and not the zone that they are written in."""
    if isinstance(value, str) and TIME.fullmatch(value):
        return datetime.datetime.fromisoformat(value.replace('Z', '+00:00')).astimezone(datetime.timezone.utc).isoformat()
    if isinstance(value, dict):
        return {k: in_utc(v) for k, v in value.items()}
    return [in_utc(v) for v in value] if isinstance(value, list) else value


def without_times(text):
    return '\n'.join(re.sub(f'^{TIME.pattern} ', '', line) for line in text.split('\n'))


def task_alike(task):
    progress = [task['progress'][k] for k in ('label', 'done', 'total')]
    log = [without_times(line) for line in task['log']]
    return {**task, 'progress': progress, 'ready_time': task['ready_time'] is not None, 'log': log}


def change_alike(change):
    """As the recordings of errors have it."""
    tasks = [task_alike(t) for t in change['tasks']]
    for part in [change, *tasks]:
        part.pop('spawn_time', None)
    return {**change, 'ready_time': change['ready_time'] is not None, 'tasks': tasks}


def step_alike(step, expected, got):
    """What was got, with all that is not binding as it was recorded."""
    if 'ok' in got and 'ok' in expected and step['method'] == 'get_plan':
        return {'ok': calls.layer(got['ok'])}
    if 'error' not in got or 'error' not in expected or got['error']['class'] == 'crash':
        return got
    error = dict(got['error'])
    if 'change' in error:
        error['change'] = change_alike(error['change'])
        error['message'] = without_times(error['message'])
    binding = error_alike(expected['error'])
    if len(binding) < len(expected['error']):
        error = {**expected['error'], **{k: error.get(k) for k in binding}}
    return {'error': error}


def request_alike(step, request):
    """What says nothing is as good as absent; a layer that was given as a value counts by what it means."""
    path, _, query = request['path'].partition('?')
    query = '&'.join(x for x in query.split('&') if x and not x.endswith('='))
    request = in_utc({**request, 'path': f'{path}?{query}' if query else path})
    for part in request.get('parts', []):
        # A backslash is quoted; by ops it is not, and Pebble then takes what follows it for quoted.
        part['headers'] = {k: v.replace('\\\\', '\\') for k, v in part['headers'].items()}
    body = request.get('json')
    if isinstance(body, dict):
        body = {k: v for k, v in body.items() if k != 'data' or v}
        if isinstance(body.get('layer'), str) and isinstance(step['args'].get('layer'), dict):
            body['layer'] = layer_meant(body['layer'])
        request['json'] = body
    return request


def layer_meant(text):
    layer = yaml.safe_load(text) or {}
    for service in (layer.get('services') or {}).values():
        if 'environment' in service:  # Pebble knows texts alone
            service['environment'] = {k: str(v) for k, v in service['environment'].items()}
    return layer


def play(program, case):
    """{"steps": ..., "requests": ...}"""
    with tempfile.TemporaryDirectory() as folder:
        path = f'{folder}/canned.socket'
        server = Server(path, case['replies']) if case['replies'] else None
        client = calls.Calls(program, path, case.get('client_timeout', 5.0))
        got = [client(step['method'], step.get('args', {})) for step in case['steps']]
        client.close()
    for result in got:
        if 'message' in result.get('error', {}):
            result['error']['message'] = result['error']['message'].replace(path, SOCKET)
    return {'steps': got, 'requests': [request_json(x) for x in server.requests] if server else []}


def compare(case, got):
    found = Compared()
    expect = case['expect']
    for i, (step, expected, result) in enumerate(zip(case['steps'], expect['steps'], got['steps'])):
        found.same(f'steps[{i}]', in_utc(expected), step_alike(step, expected, result))
    steps = case['steps'] + case['steps'][-1:] * len(expect['requests'])  # a step may ask more than once
    expected, requests = ([request_alike(s, r) for s, r in zip(steps, x['requests'])] for x in (expect, got))
    found.same('requests', expected, requests)
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('files', nargs='*')
    parser.add_argument('--calls', required=True)
    parser.add_argument('--only', default='')
    args = parser.parse_args()
    cases = suite.chosen([c for c in suite.recorded(args.files) if 'replies' in c], args.only)
    report = suite.Report('pebble', cases)
    for case in cases:
        found = compare(case, play(args.calls, case))
        report.add(case, 'failed' if found else 'passed', found)
    report.close()


if __name__ == '__main__':
    main()
