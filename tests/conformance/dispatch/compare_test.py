"""That compare.py sees what it must see, and nothing else. usage: compare_test.py"""

from __future__ import annotations

import copy
import json
import pathlib
import unittest

import compare

HERE = pathlib.Path(__file__).resolve().parent
CASES = {
    c['id']: c
    for name in ('handwritten', 'seed1')
    for c in map(json.loads, (HERE / f'{name}.expected.jsonl').read_text(encoding='utf-8').splitlines())
}


def log(level, text, kind='framework', **more):
    return {'argv': ['juju-log', '--log-level', level, '--', text], 'log': kind, **more}


def security(event, description='d'):
    told = {'datetime': '{TIME}', 'level': 'WARN', 'type': 'security', 'appid': 'm-demo/0', 'event': event, 'description': description}
    return log('TRACE', json.dumps(told), 'security')


def dispatch(**parts):
    return {'exit': 0, 'tools': [], 'results': [], 'db': None, **parts}


def differs(expected, got):
    return compare.compare_dispatch(expected, got)


def result(**parts):
    return dispatch(results=[{'event': 'start', 'op': 'x', **parts}])


class Sees(unittest.TestCase):
    def check(self, expected, got):
        self.assertTrue(differs(expected, got))

    def test_another_exit_code(self):
        self.check(dispatch(), dispatch(exit=1))

    def test_a_call_that_is_missing_or_too_many(self):
        self.check(dispatch(tools=[{'argv': ['is-leader']}]), dispatch())
        self.check(dispatch(), dispatch(tools=[{'argv': ['is-leader']}]))

    def test_calls_in_another_order(self):
        calls = [{'argv': ['is-leader']}, {'argv': ['config-get']}]
        self.check(dispatch(tools=calls), dispatch(tools=calls[::-1]))

    def test_the_order_of_keys_on_standard_input(self):
        call = lambda text: dispatch(tools=[{'argv': ['relation-set'], 'stdin': text}])  # noqa: E731
        self.check(call('{"a": "1", "b": "2"}'), call('{"b": "2", "a": "1"}'))

    def test_the_level_and_the_place_of_a_line_of_ops(self):
        self.check(dispatch(tools=[log('DEBUG', 'x')]), dispatch(tools=[log('INFO', 'x')]))
        self.check(dispatch(tools=[log('DEBUG', 'x'), {'argv': ['a']}]), dispatch(tools=[{'argv': ['a']}, log('DEBUG', 'x')]))

    def test_the_text_of_a_line_of_the_charm(self):
        self.check(dispatch(tools=[log('INFO', 'script: a', 'charm')]), dispatch(tools=[log('INFO', 'script: b', 'charm')]))

    def test_a_security_event(self):
        self.check(dispatch(tools=[security('authz_fail:a')]), dispatch(tools=[security('authz_fail:b')]))
        self.check(dispatch(tools=[security('sys_crash:ModelError')]), dispatch(tools=[security('sys_crash:Escape')]))

    def test_a_hint_that_a_crash_must_have(self):
        crash = {'notes': ["Hook command 'is-leader' failed during the 'start' hook."]}
        self.check(dispatch(tools=[log('ERROR', 'U', 'crash', crash=crash)]),
                   dispatch(tools=[log('ERROR', 'U', 'crash', crash={'notes': [], 'text': 'U\nno'})]))

    def test_another_value_also_where_python_sees_none(self):
        self.check(result(value=True), result(value=1))
        self.check(result(value=1), result(value=1.0))
        self.check(result(value=[1]), result(value=[1, 2]))

    def test_an_error_of_another_class_of_ops(self):
        self.check(result(error='SecretNotFoundError', message=''), result(error='ModelError', message=''))
        self.check(result(error='KeyError', message='x'), result(error='ModelError', message='x'))

    def test_an_operation_that_nobody_knows_even_where_python_fails(self):
        self.check(result(error='TypeError', message='x', error_python_only=True), result(error='NoSuchOp', message=''))

    def test_another_message_and_other_bases(self):
        self.check(result(error='ModelError', message='a'), result(error='ModelError', message='b'))
        self.check(result(error='ModelError', message='', bases=[]), result(error='ModelError', message='', bases=['ModelError']))

    def test_an_error_in_the_place_of_a_value(self):
        self.check(result(value=None), result(error='ModelError', message=''))

    def test_what_is_kept_and_what_is_printed(self):
        self.check(dispatch(db={'mode': '600', 'notices': []}), dispatch(db={'mode': '644', 'notices': []}))
        self.check(dispatch(state={'a': {}}), dispatch(state={}))
        self.check(dispatch(), dispatch(new_files=['x']))
        self.check(dispatch(stdout='a\n'), dispatch(stdout='b\n'))
        self.check(dispatch(stderr='{TIME} DEBUG    a\n'), dispatch(stderr='{TIME} INFO     a\n'))


class Lets(unittest.TestCase):
    def check(self, expected, got):
        self.assertEqual(differs(expected, got), [])

    def test_every_recording_be_itself(self):
        for case in CASES.values():
            self.assertEqual(compare.compare_case(case, copy.deepcopy(case['expect'])), [], case['id'])

    def test_the_text_of_a_line_of_ops_differ(self):
        self.check(dispatch(tools=[log('DEBUG', 'Deferring <x>.')]), dispatch(tools=[log('DEBUG', 'Deferring x.')]))

    def test_a_security_event_describe_itself(self):
        self.check(dispatch(tools=[security('authz_fail:a')]), dispatch(tools=[security('authz_fail:a', 'e')]))

    def test_a_crash_of_python_have_another_class(self):
        self.check(dispatch(uncaught='KeyError', uncaught_python_only=True, tools=[security('sys_crash:KeyError')]),
                   dispatch(uncaught='LookupError', tools=[security('sys_crash:LookupError')]))

    def test_a_warning_of_python_be_left_out(self):
        self.check(dispatch(tools=[log('WARNING', 'W', 'warning', python_only=True)]), dispatch())

    def test_an_error_of_python_have_another_class_and_text(self):
        self.check(result(error='KeyError', message="'x'", error_python_only=True, message_python_only=True), result(error='Error', message='y'))
        self.check(result(error='KeyError', message='"no \'x\'"'), result(error='LookupError', message="no 'x'"))

    def test_a_message_that_quotes_types_of_python_differ(self):
        message = 'workload version must be a str, not int: 12'
        self.check(result(error='TypeError', message=message), result(error='TypeError', message='cannot'))
        self.assertTrue(differs(result(error='ModelError', message=message), result(error='ModelError', message='cannot')))

    def test_the_offset_of_a_time_differ(self):
        value = lambda time: result(value={'since': {'!datetime': time}})  # noqa: E731
        self.check(value('2026-01-02T03:04:05.5+02:00'), value('2026-01-02T01:04:05.5+00:00'))
        self.assertTrue(differs(value('2026-01-02T03:04:05+02:00'), value('2026-01-02T03:04:05+00:00')))
        self.assertTrue(differs(value('2026-01-02T03:04:05'), value('2026-01-02T03:04:05+00:00')))

    def test_the_spelling_of_json_differ(self):
        call = lambda text: dispatch(tools=[{'argv': ['relation-set'], 'stdin': text}])  # noqa: E731
        self.check(call('{"a": "\\u00e9"}'), call('{"a":"é"}'))

    def test_metadata_that_ops_stumbles_over_only_fail(self):
        tools = [log('DEBUG', 'up'), log('ERROR', 'U', 'crash', crash={'notes': []}), security('sys_crash:KeyError')]
        stumbled = dispatch(exit=1, uncaught='KeyError', uncaught_python_only=True, tools=tools)
        self.check(stumbled, dispatch(exit=2))
        self.assertTrue(differs(stumbled, dispatch()))


if __name__ == '__main__':
    unittest.main()
