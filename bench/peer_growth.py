#!/usr/bin/env python3
"""What growth_bench.cpp measures, on Python's ops and ops.testing.

Prints one JSON object a line, {"name": ..., "us": ...} and {"name": ..., "growth": ...} for each batch.

usage: peer_growth.py [BATCHES]       default: 3 batches
"""

import json
import sys
import time

import ops
from ops import testing

RUNS_PER_BATCH = 10
MANY = 100
META = {"name": "growing", "requires": {"db": {"interface": "postgresql"}}}


class Growing(ops.CharmBase):
    """Answers whom its event is about, and no others."""

    def __init__(self, framework):
        super().__init__(framework)
        framework.observe(self.on["db"].relation_changed, self._on_relation)
        framework.observe(self.on.secret_changed, self._on_secret)

    def _on_relation(self, event):
        host = event.relation.data[event.unit].get("host", "nowhere")
        event.relation.data[self.unit]["seen"] = host

    def _on_secret(self, event):
        self.unit.status = ops.ActiveStatus(event.secret.get_content(refresh=True)["key"])


def relations(count):
    return [
        testing.Relation("db", id=i, remote_units_data={0: {"host": "10.0.0.1"}})
        for i in range(1, count + 1)
    ]


def secrets(count):
    return [
        testing.Secret({"key": "old"}, latest_content={"key": "new"}, id=f"secret:{100 + i:020}")
        for i in range(count)
    ]


def microseconds(event, state):
    ctx = testing.Context(Growing, meta=META)
    start = time.perf_counter_ns()
    for _ in range(RUNS_PER_BATCH):
        ctx.run(event, state)
    return (time.perf_counter_ns() - start) / RUNS_PER_BATCH / 1000


def say(name, many, one):
    print(json.dumps({"name": name, "us": round(many, 3)}), flush=True)
    print(json.dumps({"name": name, "growth": round(many / one, 4)}), flush=True)


def main():
    on = testing.CharmEvents()
    for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 3):
        all_relations, all_secrets = relations(MANY), secrets(MANY)
        changed = on.relation_changed(all_relations[0], remote_unit=0)
        one = microseconds(changed, testing.State(relations=all_relations[:1]))
        many = microseconds(changed, testing.State(relations=all_relations))
        say("relations_100", many, one)
        revised = on.secret_changed(all_secrets[0])
        one = microseconds(revised, testing.State(secrets=all_secrets[:1]))
        many = microseconds(revised, testing.State(secrets=all_secrets))
        say("secrets_100", many, one)


main()
