"""Whether a case did what the recording says, by the rules of FORMAT.md, section 8."""

from __future__ import annotations

import datetime
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'lib'))
import differences  # noqa: E402
from differences import NOTHING  # noqa: E402

# Classes of errors of ops, of Pebble and of the testing library. Of any other, only that it failed is compared.
OWN_ERRORS = frozenset(
    'Escape BodyError ModelError SecretNotFoundError RelationNotFoundError RelationDataError RelationDataAccessError RelationDataTypeError '
    'TooManyRelatedAppsError InvalidStatusError ConnectionError PathError APIError ExecError ChangeError TimeoutError '
    'NoObserverError AlreadyEmittedError ActionMissingFromContextError BadOwnerPath ContextSetupError'.split()
)
EXACTLY = (
    'workload_version_history', 'requested_storages', 'removed_secret_revisions',
    'action_logs', 'exec_history', 'emitted_events', 'juju_log', 'log_match', 'env_changed',
    'names', 'type', 'name', 'prefix', 'suffix', 'owner_path', 'builtin', 'juju_name', 'storage_files', 'local_files',
)
CHECK_DEFAULTS = {'threshold': 3, 'period': '10s', 'timeout': '3s', 'startup': 'enabled', 'level': ''}
# Ours pull data from a JujuContext, which, as in ops, has no such variable.
NO_VARIABLES = {'JUJU_ACTION_TAG'}


def instant(text):
    try:
        time = datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))
    except ValueError:
        return text
    return time.replace(tzinfo=time.tzinfo or datetime.timezone.utc)


class Differences(differences.Differences):
    """Numbers by their value, times by their instant."""

    def is_same(self, path, expected, got):
        if isinstance(expected, str) and isinstance(got, str):
            return expected == got or expected[:2] == '20' and instant(expected) == instant(got)
        return isinstance(expected, bool) == isinstance(got, bool) and expected == got


def pick(value, *keys):
    return {k: value.get(k) for k in keys}


# ---- states: what statejson.state_out shows, of what ours write
def plan(told, is_plan=True):
    """A plan or a layer, as section 8 compares them."""
    out = {}
    for section, entries in told.items():
        if not isinstance(entries, dict):
            out[section] = entries
            continue
        out[section] = {name: entry_of(section, entry, is_plan) for name, entry in entries.items()}
    return {k: v for k, v in out.items() if v not in ({}, '', None)}


def entry_of(section, entry, is_plan):
    entry = {k: v for k, v in entry.items() if k != 'override' and v not in ({}, [], '', None)}
    if is_plan and section == 'checks':
        entry = {**CHECK_DEFAULTS, **entry}
    return entry


def relation(r):
    common = ('type', 'endpoint', 'interface', 'id', 'local_app_data', 'local_unit_data')
    of_kind = {
        'regular': ('remote_app_name', 'limit', 'remote_app_data', 'remote_units_data', 'remote_model_uuid'),
        'subordinate': ('remote_app_name', 'remote_unit_id', 'remote_app_data', 'remote_unit_data'),
        'peer': ('peers_data',),
    }
    return pick(r, *common, *of_kind[r['type']])


def check_info(c):
    return {**pick(c, 'name', 'startup', 'status', 'failures', 'threshold'), 'successes': c['successes'] or 0, 'level': c['level'] or None}


def check_infos(c):
    """Also of those that the plan alone has: until Pebble has more to tell than its defaults, ours keep nothing."""
    known = {x['name']: check_info(x) for x in c['check_infos']}
    for name, check in plan(c['plan']).get('checks', {}).items():
        status = 'inactive' if check['startup'] == 'disabled' else 'up'
        known.setdefault(name, {'name': name, 'startup': check['startup'], 'status': status, 'successes': 0, 'failures': 0,
                                'threshold': check['threshold'], 'level': check['level'] or None})
    return [known[name] for name in sorted(known)]


def container(c):
    return {
        **pick(c, 'name', 'can_connect', 'service_statuses'),
        'layers': [{'label': x['label'], 'layer': plan(x['layer'], False)} for x in c['layers']],
        'plan': plan(c['plan']),
        'check_infos': check_infos(c),
        'notices': [pick(n, 'id', 'key', 'type', 'user_id', 'occurrences', 'last_data') for n in c['notices']],
    }


def secret(s):
    out = pick(s, 'id', 'tracked_content', 'latest_content', 'owner', 'remote_grants', 'label', 'description', 'expire', 'rotate')
    if not out['id'].startswith('secret:') and out['id']:
        out['id'] = 'secret:' + out['id']
    return out


def deferred(d, in_chain):
    path = d['handle_path']
    return {
        **pick(d, 'owner', 'observer'),
        'handle_path': re.sub(r'\[\d+\]$', '[]', path) if in_chain else path,
        'snapshot_data': {k: v for k, v in d['snapshot_data'].items() if k != 'storage_location'},
    }


def state(s, in_chain=False):
    return {
        **pick(s, 'config', 'leader', 'planned_units', 'workload_version'),
        'app_status': {'message': '', **s['app_status']},
        'unit_status': {'message': '', **s['unit_status']},
        'relations': sorted((relation(r) for r in s['relations']), key=lambda r: (r['id'] is None, r['id'], r['endpoint'])),
        'containers': sorted((container(c) for c in s['containers']), key=lambda c: c['name']),
        'storages': sorted((pick(x, 'name', 'index') for x in s['storages']), key=lambda x: (x['name'], x['index'] is None, x['index'])),
        'opened_ports': sorted((pick(x, 'protocol', 'port') for x in s['opened_ports']), key=lambda x: (x['protocol'], x['port'] or 0)),
        'secrets': sorted((secret(x) for x in s['secrets']), key=lambda x: (x['id'], x['label'] or '')),
        'deferred': sorted((deferred(d, in_chain) for d in s['deferred']), key=lambda d: (d['handle_path'], d['observer'], d['owner'])),
        'stored_states': sorted((pick(x, 'name', 'owner_path', 'content') for x in s['stored_states'] if x['owner_path']),
                                key=lambda x: (x['owner_path'], x['name'])),
    }


def without_generated(got, given):
    """from_context: what it generates has ids and indices of its own."""
    ids = [r['id'] for r in given.get('relations', [])]
    indices = [x['index'] for x in given.get('storages', [])]
    for r in got['relations']:
        r['id'] = r['id'] if r['id'] in ids else None
    for x in got['storages']:
        x['index'] = x['index'] if x['index'] in indices else None
    got['relations'].sort(key=lambda r: r['endpoint'])
    # Python sees in a class which stored states it has; what is empty says nothing.
    got['stored_states'] = [s for s in got['stored_states'] if s['content']]


def extra(s):
    """What a state has beyond state(), in the form of statejson.extra_out; without what Pebble makes of the services."""
    model = s['model']
    return {
        'networks': sorted(s['networks'], key=lambda n: n['binding_name']),
        'resources': sorted(s['resources'], key=lambda r: r['name']),
        'model': pick(model, 'type', 'cloud_spec'),
        'containers': {
            c['name']: {
                'mounts': c['mounts'],
                'execs': sorted([e['command_prefix'], e['return_code'], e['stdout'], e['stderr']] for e in c['execs']),
            }
            for c in s['containers']
        },
    }


def without_services(expected):
    containers = {name: pick(c, 'mounts', 'execs') for name, c in expected['containers'].items()}
    return {**expected, 'containers': containers}


# ---- what a step gave
def compare_error(path, expected, got, diffs, bases=()):
    """Names of classes: the recorded one, or one that is derived from it. Where it is Python's own, any will do."""
    if got == 'NoSuchOp' or got is NOTHING:
        diffs.add(path, expected, got)
    elif expected in OWN_ERRORS and expected != got and expected not in bases:
        diffs.add(path, expected, got)


def compare_result(path, e, g, rules, diffs):
    diffs.same(f'{path}.event', e['event'], g['event'])
    diffs.same(f'{path}.op', e['op'], g['op'])
    # DIVERGE.md: a peer that departs is no longer listed, and ops has no databag of it then.
    if is_own_choice(e, g) or (rules['departed'] and e['op'].startswith('relation_') and g.get('error') == 'KeyError'):
        return
    if ('error' in e) != ('error' in g):
        diffs.add(path, pick_result(e), pick_result(g))
    elif 'error' in e:
        compare_error(f'{path}.error', e['error'], g['error'], diffs, g.get('bases', ()))
        for key in ('exit_code', 'code'):
            if key in e:
                diffs.same(f'{path}.{key}', e[key], g.get(key, NOTHING))
    else:
        diffs.same(f'{path}.value', comparable(e, g, **rules), comparable(g, e, **rules))


def lookup(answer):
    """An answer that failed only failed."""
    if isinstance(answer, dict) and 'error' in answer:
        return 'failed'
    return {k: v for k, v in answer.items() if v != ''} if isinstance(answer, dict) else answer


def without_units(relations):
    if isinstance(relations, list):
        return [without_units(r) for r in relations]
    return {**relations, 'units': []}


def is_own_choice(e, g):
    """DIVERGE.md: which error a command without a mock is; and there is no environment that a Manager's scope could restore."""
    is_unmatched = e['op'] == 'exec' and e.get('exit_code') == 127 and 'none of its execs' in g.get('message', '')
    is_restored = e['event'] == '@outside' and e['op'] == 'env'
    # Juju denies a follower the databag of its application, also when there is nothing in it.
    is_denied = e['op'] == 'relation_read' and e.get('value') == {} and 'permission denied' in g.get('message', '')
    # Pebble refuses to look below a file (400), where Scenario finds nothing.
    is_below_a_file = e['op'] in ('exists', 'isdir') and g.get('message', '').endswith(': not a directory')
    return is_unmatched or is_restored or is_denied or is_below_a_file


def pick_result(r):
    return {k: r[k] for k in ('op', 'value', 'error', 'message') if k in r}


def comparable(result, other, in_chain, departed):
    value = result.get('value')
    if result['op'] == 'handle' and in_chain:
        return re.sub(r'\[\d+\]$', '[]', value)
    if result['op'] == 'plan' and isinstance(value, dict):
        return plan(value)
    if result['op'] == 'checks' and isinstance(value, dict):  # Pebble tells of all checks of the plan, Scenario of its CheckInfos
        value = {k: v for k, v in value.items() if k in (other.get('value') or {})}
    if result['op'] in ('checks', 'event_info') and isinstance(value, dict):
        return {k: {**x, 'level': x['level'] or None} if isinstance(x, dict) else x or None if k == 'level' else x for k, x in value.items()}
    if result['op'] == 'env' and isinstance(value, dict):
        return {k: version(v) if k == 'JUJU_VERSION' else v or None for k, v in value.items() if k not in NO_VARIABLES}
    if departed and result['op'] in ('relations', 'relation_info'):
        return without_units(value)  # DIVERGE.md: the unit that departs is no longer listed
    if result['op'] == 'event' and isinstance(value, dict) and value.get('departing_unit', NOTHING) is None:
        return {k: v for k, v in value.items() if k != 'departing_unit'}
    return value


def compare_outcome(expected, got, diffs):
    """Ours are aggregates: what Scenario's classes refuse when they are made, run() refuses."""
    if expected['outcome'] == 'setup_error':
        if got['outcome'] == 'inconsistent' or 'inconsistent' in got:
            return expected['error'] == 'StateValidationError' or diffs.add('outcome', 'setup_error', told(got))
    if expected['outcome'] != got['outcome']:
        diffs.add('outcome', told(expected), told(got))
    return False


def version(text):
    """As JujuVersion writes it, with all its numbers."""
    return text + '.0' if text and text.count('.') == 1 else text


def flat(results, prefix=''):
    """Results by their dotted keys, which is how Juju gets them, and as the text that it gets."""
    out = {}
    for key, value in (results or {}).items():
        if isinstance(value, dict):
            out.update(flat(value, f'{prefix}{key}.'))
        else:
            out[prefix + key] = str(value)
    return out


def told(step):
    return {k: step[k] for k in ('outcome', 'error', 'cause', 'message') if k in step}


def compare_step(expected, got, step, in_chain, diffs):
    if compare_outcome(expected, got, diffs) or diffs:
        return
    if 'error' in expected:
        compare_error('error', expected['error'], got.get('error', NOTHING), diffs)
    if 'cause' in expected and not (expected['cause'] == 'ExecError' and 'none of its execs' in got.get('message', '')):
        compare_error('cause', expected['cause'] or 'None', got.get('cause') or 'None', diffs, got.get('cause_bases', ()))
    if expected['outcome'] == 'action_failed':
        diffs.same('message', expected['message'], got.get('message', NOTHING))
    if 'results' in expected:
        key = lambda r: (r['event'], r['op'])  # noqa: E731
        rules = {'in_chain': in_chain, 'departed': step.get('event', {}).get('kind') == 'relation_departed'}
        diffs.sequence('results', expected['results'], got.get('results', []), key, lambda p, e, g: compare_result(p, e, g, rules, diffs))
    if 'state' in expected:
        wanted, actual = (state(x['state'], in_chain) if 'state' in x else NOTHING for x in (expected, got))
        if 'state' in got and step.get('state', {}).get('from_context'):
            without_generated(wanted, step['state'])
            without_generated(actual, step['state'])
        diffs.same('state', wanted, actual)
    if 'extra' in expected and 'state' in got:
        diffs.same('extra', without_services(expected['extra']), extra(got['state']))
    if 'action_results' in expected:
        diffs.same('action_results', flat(expected['action_results']), flat(got.get('action_results')))
    if 'revisions' in expected and 'state' in got:
        secrets = got['state']['secrets']
        diffs.same('revisions', expected['revisions'], {s['id']: [s['tracked_revision'], s['latest_revision']] for s in secrets})
    if 'lookups' in expected:
        diffs.same('lookups', [lookup(x) for x in expected['lookups']], [lookup(x) for x in got['lookups']])
    if 'layer' in expected:
        diffs.same('layer', plan(expected['layer'], False), plan(got.get('layer', {}), False))
    asked = sum(r['op'] == 'request_storage' and 'value' in r for r in expected.get('results', []))
    if asked > len(expected.get('requested_storages', {})):  # DIVERGE.md: several requests add up
        expected = {**expected, 'requested_storages': got['requested_storages']}
    for key in EXACTLY:
        if key in expected:
            diffs.same(key, expected[key], got.get(key, NOTHING))
    for key in ('unit_status_history', 'app_status_history'):
        if key in expected:
            diffs.same(key, expected[key], [{'message': '', **x} for x in got.get(key, [])])


def defect_of_result(expected, got):
    """Why Scenario's result of an operation is wrong; empty when it is not. What comes after it may be otherwise, too."""
    op, message = got.get('op', ''), got.get('message', '')
    if op == 'check' and 'value' in got and re.fullmatch("check '.*' not found", expected.get('message', '')):
        return 'Scenario does not know the checks of a layer that nothing else tells it of'
    if op in ('make_dir', 'remove_path') and 'value' in expected and message.endswith('not a directory'):
        return 'Scenario takes a file for a directory, and Pebble does not'
    if op.startswith('relation_read') and 'value' in expected and 'permission denied' in message:
        return 'Scenario lets a follower read what its application has said in a relation that is gone'
    return ''


# Where it shows that a service runs: in the State, and in what get_services gives.
IS_RUNNING = re.compile(r'\.service_statuses\.[^.]+$|\.value\.[^.]+\.(current|running)$')


def is_of_replan(got, differences):
    """Whether a service runs that had failed, after a replan; Pebble starts it when it has changed since."""
    steps = got.get('steps', [got])
    turned = [('"error"', '"active"'), ('false', 'true')]
    replans = any(r.get('op') == 'replan' for step in steps for r in step.get('results', []))
    return replans and all(IS_RUNNING.search(path) and (e, g) in turned for path, e, g in differences)


def defect_upstream(case, got, differences):
    """Why Scenario is wrong here, as it is in random cases, too; empty when it is not."""
    if is_of_replan(got, differences):
        return 'Scenario replans no service that has failed, though it has changed'
    for expected, step in zip(case['expect'].get('steps', [case['expect']]), got.get('steps', [got])):
        for old, new in zip(expected.get('results', []), step.get('results', [])):
            if why := defect_of_result(old, new):
                return why
    step = (got.get('steps') or [got])[-1]
    message = step.get('message', '')
    if step['outcome'] == 'inconsistent' and re.search(r'params\[[^\]]*\]: it is \\?"', message) and 'type is array' in message:
        return 'Scenario takes a text for an array, which Juju refuses as a parameter'
    if any('secrets are only available in juju' in r.get('message', '') for r in [step, *step.get('results', [])]):
        return 'Scenario lets a charm use secrets where Juju does not have them yet'
    if any('it is still the latest' in r.get('message', '') for r in step.get('results', [])):
        return 'Scenario removes the latest revision of a secret, of which Juju would be left without content'
    return ''


def compare_case(case, got):
    """The differences of all steps; empty when the case passes."""
    if 'steps' not in case['expect']:
        diffs = Differences()
        compare_step(case['expect'], got, case, False, diffs)
        return diffs
    found = []
    if 'steps' not in got:
        return [('outcome', 'steps', got['outcome'])]
    steps = got['steps']
    for n, expected in enumerate(case['expect']['steps']):
        diffs = Differences()
        step = {**{k: case[k] for k in ('mode',) if k in case}, **case['steps'][n]}
        compare_step(expected, steps[n] if n < len(steps) else {'outcome': NOTHING}, step, n > 0, diffs)
        found += [(f'steps[{n}].{path}', e, g) for path, e, g in diffs]
    return found
