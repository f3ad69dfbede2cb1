"""HttpClient in the place of the client of ops, for record.py's Runner: what it returns and throws has ops's names."""

from __future__ import annotations

import base64
import datetime
import enum
import inspect
import types

import calls
from ops import pebble

# Members that stay dicts.
PLAIN = {'data', 'last_data'}
TIMES = {'last_modified'}
DURATIONS = {'repeat_after', 'expire_after'}


def argument(name, value):
    if isinstance(value, enum.Enum) and name != 'sig':
        return value.value
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat()
    if isinstance(value, bytes):
        return calls.as_bytes(value)
    if name == 'permissions':
        return f'{value:o}'
    return value


def result(value, name=''):
    if isinstance(value, dict) and name not in PLAIN:
        if value.keys() == {'base64'}:
            return base64.b64decode(value['base64'])
        return types.SimpleNamespace(**{k: result(v, k) for k, v in value.items()})
    if isinstance(value, list):
        return [result(v) for v in value]
    if name in DURATIONS and value is not None:
        return datetime.timedelta(seconds=value)
    if name in TIMES:
        return datetime.datetime.fromisoformat(value)
    return value


class Said:
    """An error that prints the message it came with."""

    def __str__(self):
        return self.said


def error_class(base):
    return type(base.__name__, (Said, base), {})


APIError, PathError, ChangeError, ExecError = map(
    error_class, (pebble.APIError, pebble.PathError, pebble.ChangeError, pebble.ExecError)
)
OTHERS = {'TimeoutError': pebble.TimeoutError, 'ConnectionError': pebble.ConnectionError, 'ProtocolError': pebble.ProtocolError}


def raised(error):
    kind, said = error['class'], error['message']
    if kind == 'APIError':
        body = {'result': {'kind': error['kind']} if error['kind'] else {}}
        made = APIError(body, error['code'], error['status'], said)
    elif kind == 'PathError':
        made = PathError(error['kind'], said)
    elif kind == 'ChangeError':
        made = ChangeError(error['err'], result(error['change']))
    elif kind == 'ExecError':
        made = ExecError(error['command'], error['exit_code'], result(error['stdout']), result(error['stderr']))
    elif kind == 'crash':
        raise RuntimeError(said)
    else:
        return OTHERS.get(kind, ValueError)(said)
    made.said = said
    return made


def in_bytes(error):
    """As ops has it where no encoding was given."""
    out, err = (x if x is None else x.encode() if isinstance(x, str) else x for x in (error.stdout, error.stderr))
    return pebble.ExecError(error.command, error.exit_code, out, err)


class Client:
    def __init__(self, program, socket, timeout):
        self.calls = calls.Calls(program, socket, timeout)

    def call(self, method, **args):
        answer = self.calls(method, args)
        if 'error' in answer:
            raise raised(answer['error'])
        return answer['ok']

    def __getattr__(self, method):
        signature = inspect.signature(getattr(pebble.Client, method))

        def called(*args, **kwargs):
            given = signature.bind(None, *args, **kwargs).arguments
            given = {k: argument(k, v) for k, v in given.items() if k != 'self' and v is not None or k == 'encoding'}
            return result(self.call(method, **given))

        return called

    def add_layer(self, label, layer, *, combine=False):
        layer = layer.to_dict() if isinstance(layer, pebble.Layer) else layer
        self.call('add_layer', label=label, layer=layer, combine=combine)

    def get_plan(self):
        parsed = calls.layer(self.call('get_plan'))
        return types.SimpleNamespace(to_dict=lambda: parsed)

    def get_identities(self):
        got = self.call('get_identities')
        return {k: types.SimpleNamespace(to_dict=lambda v=v: v) for k, v in got.items()}

    def pull(self, path, *, encoding='utf-8'):
        content = result(self.call('pull', path=path, encoding=encoding)['content'])
        if encoding not in ('utf-8', None) and isinstance(content, str):
            content = content.encode()
        if encoding and isinstance(content, bytes):
            content = content.decode(encoding)
        return types.SimpleNamespace(read=lambda: content)

    def exec(self, command, *, stdin=None, stdout=None, stderr=None, encoding='utf-8', **options):
        if encoding is None and isinstance(stdin, str):
            raise ValueError('encoding must be set if stdin is str')
        given = {k: v for k, v in options.items() if v is not None}
        if stdin is not None:
            given['stdin'] = argument('stdin', stdin.encode(encoding) if encoding and isinstance(stdin, str) else stdin)
        made = self.call('exec', command=list(command), keep_stdin=stdin is None, **given)
        changes = self.get_changes(select=pebble.ChangeState.ALL)
        return Process(self, made['process'], max((c.id for c in changes), key=int), encoding, stdout, stderr)


class Process:
    """ops.pebble.ExecProcess, and the writer of its input."""

    def __init__(self, client, number, change_id, encoding, stdout, stderr):
        self.client, self.number, self._change_id, self.encoding = client, number, change_id, encoding
        self.given = {'stdout': stdout, 'stderr': stderr}
        self.stdin = types.SimpleNamespace(
            write=lambda text: self.call('write', text=text), flush=lambda: None, close=lambda: self.call('close_stdin')
        )
        self.stdout, self.stderr = Lines(self, 'read_stdout'), Lines(self, 'read_stderr')

    def call(self, method, **args):
        return self.client.call(f'process.{method}', process=self.number, **args)

    def wait(self):
        try:
            self.call('wait')
        finally:
            for name, to in self.given.items():
                if to is not None:
                    to.write(self.call(f'read_{name}'))

    def wait_output(self):
        try:
            output = self.call('wait_output', **({} if self.encoding else {'encoding': None}))
        except ExecError as error:
            raise error if self.encoding else in_bytes(error) from None
        texts = [result(output['stdout']), result(output['stderr'])]
        return [t.decode(self.encoding) if isinstance(t, bytes) and self.encoding else t for t in texts]

    def send_signal(self, sig):
        self.call('send_signal', sig=sig)


class Lines:
    def __init__(self, process, method):
        self.process, self.method, self.text = process, method, ''

    def readline(self):
        while '\n' not in self.text:
            more = self.process.call(self.method)
            if not more:
                break
            self.text += more
        line, end, self.text = self.text.partition('\n')
        return line + end
