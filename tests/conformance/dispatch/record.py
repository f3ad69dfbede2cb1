"""Record what the real Python ops does with each case.

usage: record.py CASES.jsonl [-j N] [--only ID[,ID...]] [--keep DIR] > EXPECTED.jsonl

Run with a Python that has ops installed. Needs a C compiler (cc or gcc) for the fake hook tool.
"""

from __future__ import annotations

import argparse
import base64
import concurrent.futures
import hashlib
import io
import json
import os
import pathlib
import pickle
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile

import yaml

HERE = pathlib.Path(__file__).resolve().parent
TOOLS = (
    'action-fail action-get action-log action-set add-metric application-version-set close-port config-get credential-get goal-state '
    'is-leader juju-log juju-reboot leader-get leader-set network-get open-port opened-ports pod-spec-set relation-get relation-ids '
    'relation-list relation-model-get relation-set resource-get secret-add secret-get secret-grant secret-ids secret-info-get '
    'secret-remove secret-revoke secret-set state-delete state-get state-set status-get status-set storage-add storage-get storage-list unit-get'
).split()
SCHEMA = {
    'snapshot': 'CREATE TABLE snapshot (handle TEXT PRIMARY KEY, data BLOB)',
    'notice': 'CREATE TABLE notice (sequence INTEGER PRIMARY KEY AUTOINCREMENT, event_path TEXT, observer_path TEXT, method_name TEXT)',
}
DISPATCH = '#!/bin/sh\n# Run the charm program, as a packed charm does.\nexec "$ORACLE_PYTHON" ./src/charm.py\n'
CHARM = '''import os, sys
sys.modules['ops_tracing'] = None  # the charm is packed without ops[tracing]
sys.path[:0] = os.environ['ORACLE_PATH'].split(':')
import dispatch_charm
dispatch_charm.main()
'''
# The lines that ops itself logs; everything else comes from the charm.
FRAMEWORK = re.compile(
    r'ops \S+ up|Using (local|controller) storage|Initializing SQLite|Emitting (Juju|custom)|Re-emitting|Deferring <|Skipping notice|Event .* not defined|'
    r'Adding (unit|app) status|Running legacy|Legacy |Unable to run legacy|Charm called itself|Reference to ops\.Object|could not cast|Pebble API|'
    r"'app(_name)?' expected|\"\w+\" is not supported when using Juju|Unexpected opened-ports|Ignoring opened-ports|Breakpoint |Log string greater|Starting root trace"
)
OPS_ERRORS = (
    'ModelError RelationNotFoundError RelationDataError RelationDataTypeError RelationDataAccessError SecretNotFoundError TooManyRelatedAppsError InvalidStatusError '
    'NoSnapshotError NoTypeError ConnectionError APIError PathError ExecError ChangeError TimeoutError Error'
).split()
LONG = 1500
TIMEOUT = 120


# ---- values (the same tags as dispatch_charm.encode)
def tag(v):
    if isinstance(v, bytes):
        return {'!bytes': base64.b64encode(v).decode()}
    if isinstance(v, float) and (v != v or v in (float('inf'), float('-inf'))):
        return {'!float': repr(v)}
    if isinstance(v, complex):
        return {'!complex': [v.real, v.imag]}
    if isinstance(v, tuple):
        return {'!tuple': [tag(x) for x in v]}
    if isinstance(v, list):
        return [tag(x) for x in v]
    if isinstance(v, frozenset):
        return {'!frozenset': sorted((tag(x) for x in v), key=json.dumps)}
    if isinstance(v, set):
        return {'!set': sorted((tag(x) for x in v), key=json.dumps)}
    if isinstance(v, dict):
        if all(isinstance(k, str) and not k.startswith('!') for k in v):
            return {k: tag(x) for k, x in v.items()}
        return {'!dict': sorted(([tag(k), tag(x)] for k, x in v.items()), key=json.dumps)}
    return v


class Unpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) in (('builtins', 'set'), ('builtins', 'frozenset'), ('builtins', 'complex')):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f'{module}.{name}')


# ---- the fake tools
def compile_tool(where):
    exe = where / 'hooktool'
    cc = shutil.which('cc') or shutil.which('gcc') or shutil.which('clang')
    if not cc:
        sys.exit('no C compiler found')
    subprocess.run([cc, '-O1', '-o', str(exe), str(HERE / 'hooktool.c')], check=True)
    return exe


def response_bytes(rule, stream):
    if stream + '_b64' in rule:
        return base64.b64decode(rule[stream + '_b64'])
    if stream + '_repeat' in rule:
        r = rule[stream + '_repeat']
        return (r.get('prefix', '') + r['unit'] * r['count'] + r.get('suffix', '')).encode()
    return rule.get(stream, '').encode()


def write_table(rules, io_dir):
    out = bytearray()
    i32 = lambda n: out.extend(struct.pack('=i', n))  # noqa: E731

    def blob(b):
        i32(len(b))
        out.extend(b)

    for r in rules:
        argv = list(r['argv'])
        rest = bool(argv) and argv[-1] == '*'
        if rest:
            argv.pop()
        i32(len(argv))
        i32(int(rest))
        for a in argv:
            blob(a.encode())
        i32(r.get('times', -1))
        i32(r.get('exit', 0))
        i32(r.get('signal', 0))
        blob(response_bytes(r, 'stdout'))
        blob(response_bytes(r, 'stderr'))
    (io_dir / 'table').write_bytes(out)
    (io_dir / 'used').write_bytes(b'\0\0\0\0' * len(rules))
    (io_dir / 'log').write_bytes(b'')


def read_log(path):
    data = path.read_bytes()
    at = 0

    def i32():
        nonlocal at
        v, = struct.unpack_from('=i', data, at)
        at += 4
        return v

    def blob():
        nonlocal at
        n = i32()
        v = data[at:at + n]
        at += n
        return v.decode('utf-8', 'surrogateescape')

    calls = []
    while at < len(data):
        argv = [blob() for _ in range(i32())]
        call = {'argv': argv}
        if i32():
            call['stdin'] = blob()
        files = {}
        for _ in range(i32()):
            i = i32()
            text = blob()
            if '#file=' in argv[i]:
                key = argv[i].split('#file=', 1)[0]
                argv[i] = key + '#file={FILE}'
            else:
                key = argv[i - 1]
                argv[i] = '{FILE}'
            files[key] = text
        if files:
            call['files'] = files
        rule = i32()
        if rule == -1 and argv[0].rsplit('/', 1)[-1].endswith(('-get', '-list', '-ids', '-add', 'is-leader', 'goal-state', 'opened-ports')) and argv[0] not in ('storage-add',):
            call['unanswered'] = True
        calls.append(call)
    return calls


# ---- making recordings repeatable and portable
class Normaliser:
    def __init__(self, charm_dir):
        self.charm_dir = str(charm_dir)

    def text(self, s):
        s = s.replace(self.charm_dir, '{CHARM_DIR}')
        s = re.sub(r'<[\w.]*ScriptedCharm object at 0x[0-9a-f]+>', '<charm>', s)
        s = re.sub(r'<([\w.]+) object at 0x[0-9a-f]+>', r'<\1>', s)
        s = re.sub(r'0x[0-9a-f]{8,}', '0x?', s)
        s = re.sub(r'/tmp/[\w./-]+', '{TMP}', s)
        if len(s) > LONG:
            return {'!long': [len(s), s[:40], s[-40:], hashlib.sha256(s.encode('utf-8', 'backslashreplace')).hexdigest()]}
        return s.encode('utf-8', 'backslashreplace').decode('utf-8')

    def any(self, v):
        if isinstance(v, str):
            return self.text(v)
        if isinstance(v, list):
            return [self.any(x) for x in v]
        if isinstance(v, dict):
            return {k: self.any(x) for k, x in v.items()}
        return v

    def call(self, c):
        argv = c['argv']
        if argv[0] == 'juju-log' and len(argv) == 5 and argv[3] == '--':
            level, msg = argv[2], argv[4]
            c['log'], msg = self.log(level, msg, c)
            argv[4] = msg
        if argv[0] == 'state-set' and 'stdin' in c and not c['stdin'].lstrip().startswith('{'):
            key, c['state'] = state_value(c['stdin'])
            c['state_key'] = key
            del c['stdin']  # its spelling is PyYAML's
        if argv[0] == 'pod-spec-set' and 'files' in c:
            c['files'] = {k: yaml.safe_load(v) for k, v in c['files'].items()}
        for k in ('argv', 'stdin', 'files', 'state', 'crash'):
            if k in c:
                c[k] = self.any(c[k])
        return c

    def log(self, level, msg, c):
        if level == 'TRACE' and msg.startswith('{'):
            d = json.loads(msg)
            d['datetime'] = '{TIME}'
            d['event'] = re.sub(r'^(sys_restart|sys_monitor_disabled):\d+', r'\1:{UID}', d['event'])
            return 'security', json.dumps(d)
        if msg.startswith('Uncaught exception while in charm code:'):
            c['crash'] = {'notes': re.findall(r'^(Hook command .* failed.*\.)$', msg, re.M)}
            return 'crash', msg.split('\n', 1)[0] + '\n{TRACEBACK}'
        if '\nTraceback (most recent call last):\n' in msg:
            return 'charm' if msg.startswith('script: ') else 'framework', msg.split('\nTraceback', 1)[0] + '\n{TRACEBACK}'
        if re.match(r'^(/|\.|<)[^:]*:\d+: \w+Warning: ', msg):
            c['python_only'] = True
            return 'warning', re.sub(r'^[^:]*:\d+: ', '', msg)
        if msg.startswith('script: '):
            return 'charm', msg
        if re.match(r'^ops \S+ up and running\.$', msg):
            return 'framework', 'ops {VERSION} up and running.'
        msg = re.sub(r'requested breakpoints: \{(.*)\}\)', lambda m: 'requested breakpoints: {' + ', '.join(sorted(m.group(1).split(', '))) + '})', msg)
        return 'framework' if FRAMEWORK.match(msg) else 'charm', msg

    def stderr(self, s):
        """Tracebacks become a marker and the final line; timestamps of debug logging go."""
        s = re.sub(r'^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ', '{TIME} ', s, flags=re.M)
        s = re.sub(r'ops \S+ up and running\.', 'ops {VERSION} up and running.', s)
        out, lines, i = [], s.split('\n'), 0
        while i < len(lines):
            if lines[i].startswith('Traceback (most recent call last):'):
                i += 1
                while i < len(lines) and (lines[i].startswith(' ') or not lines[i]):
                    i += 1
                out.append('{TRACEBACK}')
                continue
            if lines[i] in ('During handling of the above exception, another exception occurred:', 'The above exception was the direct cause of the following exception:'):
                i += 2
                continue
            out.append(lines[i])
            i += 1
        out = [re.sub(r'^(/|\./)[^:]*\.py:\d+: (\w+Warning): ', r'{WARNING}: \2: ', x) for x in out]
        return self.any('\n'.join(out))


def state_value(text):
    d = yaml.safe_load(text)
    (key, inner), = d.items()
    return key, load_state(inner)


def read_state(state_dir):
    out = {}
    for f in sorted(state_dir.iterdir(), key=lambda f: bytes.fromhex(f.name)):
        out[bytes.fromhex(f.name).decode()] = load_state(f.read_text(encoding='utf-8'))
    return out


def load_state(text):
    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor('tag:yaml.org,2002:python/tuple', lambda l, n: tuple(l.construct_sequence(n, deep=True)))
    return tag(yaml.load(text, Loader=Loader))


def sort_ports(calls):
    """set_ports works through sets: runs of one port command are sorted."""
    out, i = [], 0
    while i < len(calls):
        j = i
        name = calls[i]['argv'][0]
        while name in ('open-port', 'close-port') and j < len(calls) and calls[j]['argv'][0] == name:
            j += 1
        if j > i + 1:
            out += sorted(calls[i:j], key=lambda c: c['argv'])
            i = j
        else:
            out.append(calls[i])
            i += 1
    return out


WORLDS = json.loads((HERE / 'worlds.json').read_text(encoding='utf-8'))


def merge_charm(base, over):
    out = dict(base)
    for k, v in (over or {}).items():
        out[k] = v
    return out


def read_db(path):
    if not path.exists():
        return None
    out = {'mode': oct(path.stat().st_mode & 0o7777)[2:]}
    if path.stat().st_size == 0:
        out['empty'] = True
        return out
    copy = path.with_name('.copy.db')
    shutil.copyfile(path, copy)
    db = sqlite3.connect(copy)
    try:
        schema = {n: re.sub(r'\s+', ' ', s).replace('( ', '(').replace(' )', ')') for n, s in db.execute("SELECT name, sql FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'")}
        if schema != SCHEMA:
            out['schema'] = schema
        out['notices'] = [list(r) for r in db.execute('SELECT sequence, event_path, observer_path, method_name FROM notice ORDER BY sequence')]
        snaps = {}
        for h, d in db.execute('SELECT handle, data FROM snapshot ORDER BY handle'):
            try:
                snaps[h] = tag(Unpickler(io.BytesIO(d)).load())
            except Exception:  # noqa: BLE001
                snaps[h] = {'!unreadable': None if d is None else base64.b64encode(d).decode()}
        out['snapshots'] = snaps
    except sqlite3.DatabaseError:
        return {'mode': out['mode'], 'not_a_database': True}
    finally:
        db.close()
        copy.unlink()
    return out


# ---- running a case
class PythonCharm:
    """The scripted charm in Python: what is recorded. run.py puts others in its place."""

    path = 'src/charm.py'
    normaliser = Normaliser

    def install(self, charm_dir):
        for name, text in ((self.path, CHARM), ('dispatch', DISPATCH)):
            (charm_dir / name).write_text(text)
            (charm_dir / name).chmod(0o755)


def subst(v, charm_dir, program):
    return v.replace('{CHARM_DIR}', str(charm_dir)).replace('{CHARM_PROGRAM}', program.path) if isinstance(v, str) else v


def write_files(charm_dir, charm, files, program):
    for name, key in (('metadata.yaml', 'meta'), ('config.yaml', 'config'), ('actions.yaml', 'actions')):
        p = charm_dir / name
        if p.exists():
            p.unlink()
        if charm.get(key) is not None:
            v = charm[key]
            p.write_text(v if isinstance(v, str) else json.dumps(v, indent=1, ensure_ascii=False), encoding='utf-8')
    for f in files or []:
        p = charm_dir / f['path']
        if p.is_symlink() or p.exists():
            p.unlink()
        if f.get('remove'):
            continue
        p.parent.mkdir(parents=True, exist_ok=True)
        if 'symlink' in f:
            target = subst(f['symlink'], charm_dir, program)
            p.symlink_to(os.path.relpath(charm_dir / target, p.parent) if not target.startswith('/') else target)
        else:
            p.write_bytes(base64.b64decode(f['b64']) if 'b64' in f else f['text'].encode())
            p.chmod(int(f.get('mode', '644'), 8))


def run_case(case, exe, pycache, keep=None, program=PythonCharm()):
    work = pathlib.Path(tempfile.mkdtemp(prefix='c-', dir=keep or None)).resolve()
    try:
        return record_case(case, exe, pycache, work, program)
    finally:
        if not keep:
            shutil.rmtree(work, ignore_errors=True)


def record_case(case, exe, pycache, work, program):
    charm_dir, bin_dir, io_dir = work / 'charm', work / 'bin', work / 'io'
    for d in (charm_dir / 'src', bin_dir, io_dir):
        d.mkdir(parents=True)
    program.install(charm_dir)
    charm = {**WORLDS['charms'].get(case['charm'].get('like'), {}), **case['charm']}
    norm = program.normaliser(charm_dir)
    expect = []
    for n, d in enumerate(case['dispatches']):
        charm = merge_charm(charm, d.get('charm'))
        write_files(charm_dir, charm, (case['charm'].get('files') if n == 0 else []) or [], program)
        write_files(charm_dir, charm, d.get('files'), program)
        rules = d.get('tools', []) + case.get('tools', []) + WORLDS['tools'].get(case.get('world'), [])
        if case.get('state_store'):
            state_dir, before = io_dir / 'state', io_dir / 'state-before'
            state_dir.mkdir(exist_ok=True)
            shutil.rmtree(before, ignore_errors=True)
            shutil.copytree(state_dir, before)
        write_table(rules, io_dir)
        for f in bin_dir.iterdir():
            f.unlink()
        for t in TOOLS:
            if t not in d.get('missing_tools', []):
                (bin_dir / t).symlink_to(exe)
        for t in d.get('broken_tools', []):
            (bin_dir / t).unlink()
            (bin_dir / t).write_text('#!/nowhere/at/all\n')
            (bin_dir / t).chmod(0o755)
        spec = {k: charm[k] for k in ('custom_events', 'objects', 'observers', 'options') if k in charm}
        spec['script'] = d.get('script', charm.get('script', {}))
        (io_dir / 'script.json').write_text(json.dumps(spec))
        (io_dir / 'results.jsonl').write_text('')
        env = {k: subst(v, charm_dir, program) for k, v in {'JUJU_CHARM_DIR': '{CHARM_DIR}', **case.get('env', {}), **d.get('env', {})}.items() if v is not None}
        env.update({
            'PATH': f'{bin_dir}:/usr/bin:/bin', 'LANG': 'C.UTF-8', 'HOOKTOOL_DIR': str(io_dir),
            'SCRIPT_FILE': str(io_dir / 'script.json'), 'RESULTS_FILE': str(io_dir / 'results.jsonl'),
            'STATETOOL': str(HERE / 'statetool.py'), 'ORACLE_SITE': str(pathlib.Path(yaml.__file__).parent.parent),
            'ORACLE_PYTHON': sys.executable, 'ORACLE_PATH': f'{HERE}:{HERE.parent / "scenario"}', 'PYTHONPYCACHEPREFIX': str(pycache),
        })
        try:
            p = subprocess.run([str(charm_dir / 'dispatch')], cwd=charm_dir, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT)
            code, out, err = p.returncode, p.stdout, p.stderr
        except subprocess.TimeoutExpired:
            raise RuntimeError(f'{case["id"]}: dispatch {n} timed out') from None
        calls = read_log(io_dir / 'log')
        r = {'exit': code}
        if case.get('state_store'):
            for c in calls:
                if c['argv'][0].startswith('state-'):
                    c.pop('unanswered', None)
            if code != 0:  # Juju forgets what a failed hook has set
                shutil.rmtree(state_dir)
                before.rename(state_dir)
            r['state'] = norm.any(read_state(state_dir))
        calls = sort_ports([norm.call(c) for c in calls])
        crash = next((c for c in calls if c.get('log') == 'security' and '"event": "sys_crash:' in json.dumps(c['argv'][4]).replace('\\"', '"')), None)
        if crash and isinstance(crash['argv'][4], str):
            sec = json.loads(crash['argv'][4])
            r['uncaught'] = sec['event'].split(':', 1)[1]
        err_text = err.decode('utf-8', 'backslashreplace')
        if 'Traceback (most recent call last):' in err_text and 'uncaught' not in r:
            last = [x for x in err_text.split('\n') if x and not x.startswith(' ')]
            m = re.match(r'([\w.]+)(:|$)', last[-1]) if last else None
            if m:
                r['uncaught'] = m.group(1).split('.')[-1]
                r['uncaught_on_stderr'] = True
        if 'uncaught' in r and r['uncaught'] not in OPS_ERRORS + ['Escape']:
            r['uncaught_python_only'] = True
        if out:
            r['stdout'] = norm.any(out.decode('utf-8', 'backslashreplace'))
        if err:
            r['stderr'] = norm.stderr(err_text)
        r['tools'] = calls
        results = [json.loads(x) for x in (io_dir / 'results.jsonl').read_text(encoding='utf-8').splitlines()]
        r['results'] = norm.any(results)
        r['db'] = norm.any(read_db(charm_dir / '.unit-state.db'))
        left = sorted(str(x.relative_to(charm_dir)) for x in charm_dir.rglob('*') if x.is_file() or x.is_symlink())
        extra = [x for x in left if x not in ('dispatch', program.path, 'metadata.yaml', 'config.yaml', 'actions.yaml', '.unit-state.db')
                 and x not in {f['path'] for f in (case['charm'].get('files') or []) + [g for y in case['dispatches'] for g in y.get('files', [])]}]
        if extra:
            r['new_files'] = extra
        expect.append(r)
    return expect


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument('cases')
    ap.add_argument('-j', type=int, default=os.cpu_count() or 1)
    ap.add_argument('--only')
    ap.add_argument('--keep')
    ap.add_argument('--expect-only', action='store_true', help='print only id and expectation, not the case')
    a = ap.parse_args()
    cases = [json.loads(x) for x in open(a.cases, encoding='utf-8') if x.strip()]
    if a.only:
        ids = set(a.only.split(','))
        cases = [c for c in cases if c['id'] in ids]
    scratch = pathlib.Path(tempfile.mkdtemp(prefix='dispatch-oracle-'))
    failed = 0
    try:
        exe = compile_tool(scratch)
        pycache = scratch / 'pycache'

        def one(c):
            try:
                return run_case(c, exe, pycache, a.keep), None
            except Exception as e:  # noqa: BLE001
                return None, f'{type(e).__name__}: {e}'

        with concurrent.futures.ThreadPoolExecutor(a.j) as pool:
            for c, (e, problem) in zip(cases, pool.map(one, cases)):
                if problem:
                    failed += 1
                    print(f'NOT RECORDED {c["id"]}: {problem}', file=sys.stderr)
                    continue
                out = {'id': c['id'], 'expect': e} if a.expect_only else {**c, 'expect': e}
                print(json.dumps(out, sort_keys=True, ensure_ascii=True))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
