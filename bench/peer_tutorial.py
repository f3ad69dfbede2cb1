#!/usr/bin/env python3
"""What the tutorial's test costs on Python's ops and ops.testing.

Prints one JSON object a line, {"name": ..., "us": ...} for each batch of runs and
{"name": ..., "kb": ...} for memory. scripts/bench runs it beside ours.

usage: peer_tutorial.py [BATCHES]       default: 5 batches
"""

import json
import pathlib
import sys
import time

PEER = pathlib.Path(__file__).resolve().parent / "peer"
sys.path[:0] = [str(PEER / "src"), str(PEER / "tests")]

import ops  # noqa: E402
import test_charm  # noqa: E402
from charm import FastApiDemoCharm  # noqa: E402
from ops import testing  # noqa: E402

RUNS_PER_BATCH = 20
KEPT_STATES = 300


def say(name, unit, value):
    print(json.dumps({"name": name, unit: round(value, 3)}), flush=True)


def microseconds(run):
    """What one run takes, on average over a batch."""
    start = time.perf_counter_ns()
    for _ in range(RUNS_PER_BATCH):
        run()
    return (time.perf_counter_ns() - start) / RUNS_PER_BATCH / 1000


# What the charm has, and 20 kB more, which its event does not touch.
LONG = {
    "name": "fastapi-demo",
    "containers": {"demo-server": {}},
    "config": {
        "options": {
            f"option-{i}": {"type": "int", "default": 1, "description": "x" * 100}
            for i in range(120)
        }
    },
}
OTHERS = [f"other-{i}" for i in range(1, 10)]
LARGE = {"name": "demo", "containers": {name: {} for name in ["demo-server", *OTHERS]}}


def layered(name):
    services = [f"service-{i}" for i in range(10)]
    sleeper = {"override": "replace", "command": "sleep 9"}
    layers = {s: ops.pebble.Layer({"services": {s: sleeper}}) for s in services}
    return testing.Container(name, can_connect=True, layers=layers)


def only_run(meta=None, others=()):
    """ctx.run by itself: Context and State are made before."""
    ctx = testing.Context(FastApiDemoCharm, meta=meta)
    container = testing.Container(name="demo-server", can_connect=True)
    containers = {container, *map(layered, others)}
    state_in = testing.State(containers=containers, leader=True)
    return lambda: ctx.run(ctx.on.pebble_ready(container), state_in)


def resident_bytes():
    fields = pathlib.Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * 4096


def kept_state_bytes():
    """How much memory a State that a run has left takes for as long as it is kept.

    A Context of its own each time, as tests have it, and its histories die with it.
    """
    container = testing.Container(name="demo-server", can_connect=True)
    state_in = testing.State(containers={container}, leader=True)

    def state_out():
        ctx = testing.Context(FastApiDemoCharm)
        return ctx.run(ctx.on.pebble_ready(container), state_in)

    for _ in range(20):
        state_out()
    before = resident_bytes()
    kept = [state_out() for _ in range(KEPT_STATES)]
    return (resident_bytes() - before) / len(kept)


def main():
    batches = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    run, verbosely, with_others = only_run(), only_run(LONG), only_run(LARGE, OTHERS)
    test_charm.test_pebble_layer()
    run()
    for _ in range(batches):
        say("tutorial_test", "us", microseconds(test_charm.test_pebble_layer))
        one = microseconds(run)
        say("ctx_run", "us", one)
        say("ctx_run_20_kb", "us", microseconds(verbosely))
        say("containers", "growth", microseconds(with_others) / one)
    kb = kept_state_bytes() / 1024
    say("kept_state", "kb", kb)
    say("kept_chain", "kb", kb)


if __name__ == "__main__":
    main()
