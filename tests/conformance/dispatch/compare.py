"""Whether a dispatch did what the recording says, by the rules of FORMAT.md, sections 6 and 7."""

from __future__ import annotations

import ast
import datetime
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'lib'))
import differences  # noqa: E402
from differences import NOTHING  # noqa: E402

# FORMAT.md section 7: about Python's own limits. They are run, and may differ.
PYTHON_LIMITS = frozenset(
    'log-surrogate log-nul proc-json-surrogate proc-json-nan proc-json-bigint proc-json-bigfloat defer-breakpoints '
    'ev-non-ascii-identifier ev-unknown-is-attribute ev-unknown-is-private'.split()
)
# Classes of errors that are ops's own; any other class is Python's.
OPS_ERRORS = frozenset(
    'Escape ModelError RelationNotFoundError RelationDataError RelationDataTypeError RelationDataAccessError SecretNotFoundError '
    'TooManyRelatedAppsError InvalidStatusError NoSnapshotError NoTypeError ConnectionError APIError PathError ExecError ChangeError '
    'TimeoutError Error NoSuchOp'.split()
)
# What an error carries beside its class, its message and its notes.
ERROR_FIELDS = ('bases', 'returncode', 'cmd', 'stdout', 'stderr', 'relation_name', 'num_related', 'max_supported', 'code', 'kind', 'exit_code')
# Where a message of an error of Python's own quotes its types.
QUOTES_TYPES = re.compile(r'\bnot (int|str|bytes|list|dict|bool|float|NoneType)\b|int/float/dict/list|<object>|datetime\.datetime\(')
METADATA_ACCIDENTS = ('KeyError', 'TypeError', 'AttributeError', 'ValueError')
# Hook tools that ops's hints call otherwise.
TOOL_OF = {'app-version-set': 'application-version-set'}


def instant(text):
    """The moment that a time with an offset tells; any other text as it is."""
    try:
        time = datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    return time if time.tzinfo else text


class Differences(differences.Differences):
    def is_same(self, path, expected, got):
        if path.endswith('.!datetime') and isinstance(got, str) and instant(expected) == instant(got):
            return True  # ours are all in UTC
        return super().is_same(path, expected, got)


# ---- calls of hook tools
def json_text(text):
    """The same JSON in one spelling; the order of its keys stays."""
    try:
        return json.dumps(json.loads(text))
    except (TypeError, ValueError):
        return text


class Calls:
    """What counts of each call, as a value that can be compared."""

    def __init__(self, expected):
        self.charm_lines = {self.text(c['argv'][4]) for c in expected['tools'] if c.get('log') == 'charm'}
        self.python_only = expected.get('uncaught_python_only', False)

    @staticmethod
    def text(value):
        return json.dumps(value)

    def essence(self, call):
        if 'log' in call:
            return self.line(call)
        return {
            'argv': call['argv'], 'stdin': json_text(call.get('stdin')), 'files': call.get('files'),
            'state_key': call.get('state_key'), 'state': call.get('state'),
        }

    def line(self, call):
        level, text = call['argv'][2], call['argv'][4]
        if call['log'] == 'security':
            return {'level': level, 'security': self.security(text)}
        if call['log'] == 'crash':
            return {'level': level, 'crash': text.split('\n', 1)[0]}
        is_charm = self.text(text) in self.charm_lines or (isinstance(text, str) and text.startswith('script: '))
        return {'level': level, 'line': text if is_charm else '(of ops itself)'}

    def security(self, text):
        if not isinstance(text, str):  # of more than 1500 characters
            return 'long'
        told = json.loads(text)
        if self.python_only and told['event'].startswith('sys_crash:'):
            told['event'] = 'sys_crash'
        return {k: told.get(k) for k in ('level', 'type', 'appid', 'event')}


def compare_calls(expected, got, diffs):
    calls = Calls(expected)
    wanted = [c for c in expected['tools'] if c.get('log') != 'warning']
    made = [c for c in got['tools'] if c.get('log') != 'warning']

    def compare(path, e, g):
        before = len(diffs)
        diffs.same(path, calls.essence(e), calls.essence(g))
        if len(diffs) == before and e.get('crash', {}).get('notes'):
            compare_notes(path + '.crash.notes', e['crash']['notes'], [g['crash'].get('text', '\n'.join(g['crash']['notes']))], diffs)

    diffs.sequence('tools', wanted, made, lambda c: json.dumps(calls.essence(c), sort_keys=True), compare)


def compare_notes(path, expected, got, diffs):
    """A hint must be there that names the hook tool; how it is said does not count."""
    for note in expected:
        tool = re.search(r"'([a-z-]+)'", note)
        names = tool and (tool.group(1), TOOL_OF.get(tool.group(1), tool.group(1)))
        if names and not any(name in g for name in names for g in got):
            diffs.add(path, note, got or NOTHING)


# ---- results
def compare_result(path, e, g, diffs):
    for key in ('event', 'op', 'observer', 'method', 'abort'):
        diffs.same(f'{path}.{key}', e.get(key, NOTHING), g.get(key, NOTHING))
    if ('error' in e) != ('error' in g):
        diffs.add(path, e, g)
    elif 'error' in e:
        compare_error(path, e, g, diffs)
    elif 'value' in e or 'value' in g:
        compare_value(path + '.value', e.get('value', NOTHING), g.get('value', NOTHING), diffs)


def compare_value(path, e, g, diffs):
    """As a value; but what an operation of several calls gives may hold errors."""
    if isinstance(e, list) and isinstance(g, list) and len(e) == len(g) and any(is_error(x) for x in e):
        for i, (x, y) in enumerate(zip(e, g)):
            if is_error(x) and is_error(y):
                compare_error(f'{path}[{i}]', x, y, diffs)
            else:
                diffs.same(f'{path}[{i}]', x, y)
    else:
        diffs.same(path, e, g)


def is_error(value):
    return isinstance(value, dict) and {'error', 'message'} <= value.keys()


def unquoted(message):
    """Python shows a KeyError's text as a literal."""
    try:
        text = ast.literal_eval(message)
        return text if isinstance(text, str) else message
    except (ValueError, SyntaxError):
        return message


def compare_error(path, e, g, diffs):
    if g['error'] == 'NoSuchOp' and e['error'] != 'NoSuchOp':
        diffs.add(path + '.error', e['error'], g['error'])
        return
    if e.get('error_python_only'):
        return
    of_python = e['error'] not in OPS_ERRORS
    if of_python and g['error'] in OPS_ERRORS or not of_python and e['error'] != g['error']:
        diffs.add(path + '.error', [e['error'], e['message']], [g['error'], g['message']])
        return
    if not (e.get('message_python_only') or of_python and QUOTES_TYPES.search(e['message'])):
        expected = unquoted(e['message']) if e['error'] == 'KeyError' else e['message']
        diffs.same(path + '.message', expected, unquoted(g['message']) if expected != g['message'] and e['error'] == 'KeyError' else g['message'])
    for key in ERROR_FIELDS:
        diffs.same(f'{path}.{key}', e.get(key, NOTHING), g.get(key, NOTHING))
    compare_notes(path + '.notes', e.get('notes', []), g.get('notes', []), diffs)


# ---- output
LOGGED = re.compile(r'^\{TIME\} ([A-Z]+) +', re.M)


def entries(text):
    """Output that is no log, and what was logged: [(level, text)]."""
    parts = LOGGED.split(text)
    return parts[0], list(zip(parts[1::2], (x[:-1] if x.endswith('\n') else x for x in parts[2::2])))


def compare_stderr(expected, got, diffs):
    e, g = expected.get('stderr', ''), got.get('stderr', '')
    if isinstance(e, dict) or isinstance(g, dict):  # long
        diffs.same('stderr', type(e).__name__, type(g).__name__)
        return
    charm_lines = [c['argv'][4] for c in expected['tools'] if c.get('log') == 'charm']
    (plain_e, log_e), (plain_g, log_g) = entries(e), entries(g)
    if '{TRACEBACK}' in plain_e:
        if not plain_g:
            diffs.add('stderr', plain_e, plain_g)
    elif expected.get('uncaught_python_only') and plain_e.startswith('Uncaught '):
        told = re.compile(r'^Uncaught \S+ in charm code: .*\n(Use .*\n)\Z', re.S)
        diffs.same('stderr', told.sub(r'Uncaught: \1', plain_e), told.sub(r'Uncaught: \1', plain_g))
    else:
        diffs.same('stderr', plain_e, plain_g)
    essence = lambda x: [x[0], x[1] if x[1] in charm_lines or x[1].startswith('script: ') else '(of ops itself)']  # noqa: E731
    diffs.sequence('stderr log', [essence(x) for x in log_e], [essence(x) for x in log_g], json.dumps, diffs.same)


# ---- a dispatch, a case
def is_metadata_accident(expected):
    """ops stumbled over the metadata, rather than refusing it: before it had logged anything but its start."""
    return (
        expected.get('uncaught_python_only') and expected['uncaught'] in METADATA_ACCIDENTS and not expected.get('uncaught_on_stderr')
        and [c.get('log') for c in expected['tools']] == ['framework', 'crash', 'security']
    )


def crash_texts(got):
    return [c['crash']['text'] for c in got['tools'] if 'text' in c.get('crash', {})]


def compare_dispatch(expected, got):
    diffs = Differences()
    if is_metadata_accident(expected):
        if got['exit'] == 0:
            diffs.add('exit', 'not 0', 0)
        return diffs
    if expected['exit'] != got['exit']:
        diffs.add('exit', expected['exit'], ' '.join([str(got['exit']), *crash_texts(got)]))
    compare_calls(expected, got, diffs)
    compare_results(expected['results'], got['results'], diffs)
    if 'uncaught' in expected and not expected.get('uncaught_on_stderr'):
        if 'uncaught' not in got or not expected.get('uncaught_python_only') and expected['uncaught'] != got['uncaught']:
            diffs.add('uncaught', expected['uncaught'], got.get('uncaught', NOTHING))
    diffs.same('stdout', expected.get('stdout', ''), got.get('stdout', ''))
    compare_stderr(expected, got, diffs)
    for key in ('db', 'state', 'new_files'):
        diffs.same(key, expected.get(key, NOTHING), got.get(key, NOTHING))
    return diffs


def compare_results(expected, got, diffs):
    key = lambda r: json.dumps([r.get(k) for k in ('event', 'op', 'observer', 'method')])  # noqa: E731
    diffs.sequence('results', expected, got, key, lambda path, e, g: compare_result(path, e, g, diffs))


def compare_case(case, got):
    """The differences of all dispatches; empty when the case passes."""
    found = []
    for n, (e, g) in enumerate(zip(case['expect'], got)):
        found += [(f'dispatches[{n}].{path}', expected, actual) for path, expected, actual in compare_dispatch(e, g)]
    return found
