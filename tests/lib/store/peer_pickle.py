#!/usr/bin/env python3
"""Python's own pickles and databases, to hold ours against.

usage: peer_pickle.py write FOLDER    writes CASE-PROTOCOL.pickle, CASE.json and peer.db
       peer_pickle.py check FOLDER    reads what our side wrote: ours-CASE.pickle and ours.db

Needs nothing but Python 3.8 or later. Says what is wrong on stdout, and then exits with 1.
"""
import base64
import json
import pathlib
import pickle
import random
import sqlite3
import sys

PROTOCOLS = range(6)
NOTICES = [
    ('MyCharm/on/start[1]', 'MyCharm', 'on_start'),
    ('MyCharm/on/install[2]', 'MyCharm', 'on_install'),
    ('MyCharm/on/start[1]', 'MyCharm', 'on_second'),
]
# What a snapshot of Python's may hold, and ours may not.
BEYOND = {
    'code': {'a': pathlib.PurePosixPath('/')},
    'huge': {'a': 1 << 40000},
    'int_key': {1: 2},
    'surrogate': {'a': '\ud800'},
}


def handwritten():
    yield {}
    yield {'event_count': 5}
    yield {'a': None, 'b': True, 'c': False, 'd': 1.0, 'e': '', 'f': [], 'g': {}}
    edges = [0, 255, 256, 65535, 65536, 2**31 - 1, 2**31, 2**32, 2**63 - 1, 2**63, 2**64 - 1]
    yield {'up': edges, 'down': [-1 - n for n in edges if n < 2**63]}
    yield {'floats': [0.0, -0.0, 0.1, 1e22, 1e-7, 5e-324, 1.7976931348623157e308, -2.5]}
    yield {'text': ['zoë', '☃ 😀', 'a"b\\c\n\r\t\x00\x1a\x7f', '\\u0041', '\\\\U0001f600', 'é' * 128]}
    for size in (255, 256, 65534, 65535, 65536, 70000, 200000):
        yield {'before': 1, 'long': 'x' * size, 'after': [2]}
    yield {'lists': ['y' * 60000, 'z' * 60000, ['w' * 65536, 'v' * 70000], 'end']}
    for count in (999, 1000, 1001, 2000, 2500):
        yield {'list': list(range(count)), 'dict': {f'key {i}': i for i in range(count)}}
        yield {f'name {i}': None for i in range(count)}
    deep = 'bottom'
    for _ in range(200):
        deep = [deep]
    yield {'deep': deep}
    same = [1, 2]
    yield {'same': same, 'again': [same, same], 'text': ['equal', 'equal']}
    tuples = (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), ((), [()])
    yield {'tuples': list(tuples), 'pair': tuples[2], 'shared': [(same, 1), (same, 2)]}
    yield {'bytes': [b'', b'x', b'\x00\xff' * 200, b'y' * 70000], 'after': b'z'}
    yield {'sets': [set(), {1}, {'a'}, {(1, 'b')}], 'frozen': [frozenset(), frozenset([frozenset([1])])]}
    yield {'set': set(range(1000)), 'larger': set(range(2500)), 'frozen': frozenset(range(3))}
    yield {'complex': [1j, -2.5 + 0.5j, complex('inf')], 'again': 3j}
    yield {'floats': [float('nan'), float('inf'), float('-inf')]}
    yield {'keys': {1: 'x', None: 'y', (1, 2): 'z', b'b': 2.5, True and 2: [1]}}
    big = [2**63, 2**64, 2**64 - 1, 2**71 - 1, 2**71, 2**127, 2**128, 10**30, 10**400, 2**2100]
    yield {'big': big, 'less': [-n for n in big], 'next': [-n - 1 for n in big]}
    shared = {'deep': [{'x': (same,)}]}
    yield {'a': shared, 'b': shared, 'c': [shared['deep'], same]}
    yield {'many': [[i] for i in range(300)], 'complex': 1j, 'late': [2j, 3j]}


def random_value(rng, depth):
    kind = rng.randrange(11 if depth < 4 else 6)
    if kind == 0:
        return rng.choice([None, True, False])
    if kind in (1, 2):
        return rng.randrange(-(2 ** rng.randrange(1, 64)), 2 ** rng.randrange(1, 65))
    if kind == 3:
        return rng.uniform(-1, 1) * 10.0 ** rng.randrange(-20, 20)
    if kind in (4, 5):
        return ''.join(rng.choice('abc é☃😀"\\\n') for _ in range(rng.randrange(20)))
    if kind == 6:
        return [random_value(rng, depth + 1) for _ in range(rng.randrange(5))]
    if kind == 7:
        return tuple(random_value(rng, depth + 1) for _ in range(rng.randrange(6)))
    if kind == 8:
        return rng.choice([set, frozenset])(rng.sample(range(-5, 100), rng.randrange(3)))
    if kind == 9:
        return bytes(rng.randrange(256) for _ in range(rng.randrange(9)))
    return random_dict(rng, depth)


def tagged(value):
    """As JSON of ours says what JSON lacks."""
    if isinstance(value, float) and not -1e400 < value < 1e400:
        return {'!float': str(value)}
    if isinstance(value, int) and not isinstance(value, bool) and not -(2**63) <= value < 2**63:
        return {'!int': str(value)}
    if isinstance(value, complex):
        return {'!complex': [tagged(value.real), tagged(value.imag)]}
    if isinstance(value, bytes):
        return {'!bytes': base64.b64encode(value).decode()}
    if isinstance(value, (set, frozenset)):
        return {f'!{type(value).__name__}': sorted((tagged(v) for v in value), key=json.dumps)}
    if isinstance(value, tuple):
        return {'!tuple': [tagged(item) for item in value]}
    if isinstance(value, list):
        return [tagged(item) for item in value]
    if isinstance(value, dict):
        if all(isinstance(key, str) for key in value):
            return {key: tagged(item) for key, item in value.items()}
        return {'!dict': [[tagged(key), tagged(item)] for key, item in value.items()]}
    return value


def values_in(value):
    yield value
    if isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from values_in(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from values_in(key)
            yield from values_in(item)


def random_dict(rng, depth):
    return {f'key {rng.randrange(30)}': random_value(rng, depth + 1) for _ in range(rng.randrange(5))}


def cases():
    yield from handwritten()
    rng = random.Random(1)
    for _ in range(150):
        yield random_dict(rng, 0)


def open_as_ops(path):
    """One transaction, begun at once."""
    db = sqlite3.connect(str(path), isolation_level=None, timeout=3600)
    db.execute('PRAGMA locking_mode=EXCLUSIVE')
    db.execute('BEGIN')
    return db


def write_database(path):
    db = open_as_ops(path)
    db.execute('CREATE TABLE snapshot (handle TEXT PRIMARY KEY, data BLOB)')
    db.execute(
        'CREATE TABLE notice (sequence INTEGER PRIMARY KEY AUTOINCREMENT, '
        'event_path TEXT, observer_path TEXT, method_name TEXT)'
    )
    rows = [(str(i), data) for i, data in enumerate(cases())] + list(BEYOND.items())
    for handle, data in rows:
        db.execute('REPLACE INTO snapshot VALUES (?, ?)', (handle, pickle.dumps(data)))
    for notice in NOTICES:
        db.execute(
            'INSERT INTO notice (event_path, observer_path, method_name) VALUES (?, ?, ?)', notice
        )
    db.commit()
    db.close()


def write(folder):
    for i, data in enumerate(cases()):
        (folder / f'{i}.json').write_text(json.dumps(tagged(data)), encoding='utf-8')
        for protocol in PROTOCOLS:
            (folder / f'{i}-{protocol}.pickle').write_bytes(pickle.dumps(data, protocol))
    write_database(folder / 'peer.db')


def exact(value):
    """Text that tells True from 1 and 1 from 1.0, and does not mind the order of keys."""
    return json.dumps(tagged(value), sort_keys=True)


def unshared(value):
    """A copy in which no two strings, bytes or containers are one object."""
    if isinstance(value, str):
        return ''.join(list(value))
    if isinstance(value, bytes):
        return bytes(list(value))
    if isinstance(value, (list, tuple, set, frozenset)):
        return type(value)([unshared(item) for item in value])
    if isinstance(value, dict):
        return {unshared(key): unshared(item) for key, item in value.items()}
    return value


def strings(value):
    if isinstance(value, (str, bytes)):
        yield value
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(key)
            yield from strings(item)


def always_shared(value):
    """Whether it repeats what Python keeps only one of, or has a set, whose order is anybody's."""
    short = [text for text in strings(value) if len(text) < 2]
    empty = frozenset() in [v for v in values_in(value) if isinstance(v, frozenset)]
    larger = any(len(v) > 1 for v in values_in(value) if isinstance(v, (set, frozenset)))
    return len(short) != len(set(short)) or empty or larger


def check_pickles(folder):
    compared = 0
    for i, data in enumerate(cases()):
        ours = (folder / f'ours-{i}.pickle').read_bytes()
        if exact(pickle.loads(ours)) != exact(data):
            yield f'case {i}: {pickle.loads(ours)!r} is not {data!r}'
        if always_shared(data):
            continue
        compared += 1
        theirs = pickle.dumps(unshared(data), 4)
        if ours != theirs:
            yield f'case {i}: {ours[:200]!r} is not {theirs[:200]!r}'
    if compared < 50:
        yield f'only {compared} cases could be compared byte for byte'


def check_database(folder):
    db = open_as_ops(folder / 'ours.db')
    snapshots = dict(db.execute('SELECT handle, data FROM snapshot'))
    for i, data in enumerate(cases()):
        if exact(pickle.loads(snapshots.pop(str(i)))) != exact(data):
            yield f'snapshot {i} is not {data!r}'
    if snapshots:
        yield f'too many snapshots: {sorted(snapshots)}'
    columns = 'event_path, observer_path, method_name'
    notices = db.execute(f'SELECT {columns} FROM notice ORDER BY sequence').fetchall()
    if notices != NOTICES:
        yield f'the notices are {notices}'
    db.close()


def main():
    action, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if action == 'write':
        write(folder)
        return 0
    wrong = [*check_pickles(folder), *check_database(folder)]
    for line in wrong[:20]:
        print(line[:2000])
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
