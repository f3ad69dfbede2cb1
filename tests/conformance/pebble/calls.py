"""The program client_calls, which has an HttpClient do what it is told."""

from __future__ import annotations

import json
import subprocess

# What the Layer class of ops knows; it leaves out all else, and what says nothing.
KNOWN = {
    'services': (
        'summary description startup override command after before requires environment user user-id group group-id'
        ' working-dir on-success on-failure on-check-failure backoff-delay backoff-factor backoff-limit kill-delay'
    ),
    'checks': 'override level startup period timeout threshold http tcp exec',
    'log-targets': 'override type location services labels',
}


def layer(given):
    """A layer that is a value, as ops would have it; text stays as it is."""
    if not isinstance(given, dict):
        return given
    out = {k: v for k, v in given.items() if k in ('summary', 'description') and v}
    for section, known in KNOWN.items():
        entries = (given.get(section) or {}).items()
        out[section] = {n: {k: v for k, v in (e or {}).items() if k in known.split() and v} for n, e in entries}
    return {k: v for k, v in out.items() if v}


class Calls:
    def __init__(self, program, socket, timeout):
        self.process = subprocess.Popen(
            [program, socket, str(timeout)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, method, args):
        """{"ok": ...} or {"error": ...}"""
        args = dict(args)
        encoding = args.pop('encoding', 'utf-8')
        if encoding is None:
            args['bytes'] = True
        if isinstance(args.get('names'), str):
            args['names'] = list(args['names'])  # as Python goes through a text
        if 'layer' in args:
            args['layer'] = layer(args['layer'])
        if encoding == 'latin-1' and isinstance(args.get('source'), str):
            args['source'] = as_bytes(args['source'].encode('latin-1'))
        self.process.stdin.write(json.dumps({'method': method, 'args': args}) + '\n')
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            return {'error': {'class': 'crash', 'message': f'the client ended with {self.process.wait()}'}}
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def as_bytes(data):
    import base64

    return {'base64': base64.b64encode(data).decode()}
