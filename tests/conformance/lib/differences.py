"""What differs between what was recorded and what was got."""

from __future__ import annotations

import difflib
import json

NOTHING = '(nothing)'


def show(value):
    text = value if value is NOTHING else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= 300 else f'{text[:200]} ... {text[-80:]}'


class Differences(list):
    """Each is (path, expected, got)."""

    def add(self, path, expected, got):
        self.append((path, show(expected), show(got)))

    def is_same(self, path, expected, got):
        """Of what has no parts. True is not 1, and 1 is not 1.0."""
        return type(expected) is type(got) and expected == got

    def same(self, path, expected, got):
        """Values of JSON; the order of keys does not count."""
        if isinstance(expected, dict) and isinstance(got, dict):
            for key in sorted(expected.keys() | got.keys()):
                self.same(f'{path}.{key}', expected.get(key, NOTHING), got.get(key, NOTHING))
        elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
            for i, (e, g) in enumerate(zip(expected, got)):
                self.same(f'{path}[{i}]', e, g)
        elif not self.is_same(path, expected, got):
            self.add(path, expected, got)

    def sequence(self, path, expected, got, key, compare):
        """Items that `key` holds to be the same are compared; the others are paired, missing or too many."""
        matcher = difflib.SequenceMatcher(None, [key(x) for x in expected], [key(x) for x in got], autojunk=False)
        for _, e, e_end, g, g_end in matcher.get_opcodes():
            for i in range(max(e_end - e, g_end - g)):
                left = expected[e + i] if e + i < e_end else NOTHING
                right = got[g + i] if g + i < g_end else NOTHING
                at = f'{path}[{e + i if left is not NOTHING else g + i}]'
                if left is NOTHING or right is NOTHING:
                    self.add(at, left, right)
                else:
                    compare(at, left, right)
