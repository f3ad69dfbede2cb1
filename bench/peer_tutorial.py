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


def only_run():
    """ctx.run by itself: Context and State are made before."""
    ctx = testing.Context(FastApiDemoCharm)
    container = testing.Container(name="demo-server", can_connect=True)
    state_in = testing.State(containers={container}, leader=True)
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
    run = only_run()
    test_charm.test_pebble_layer()
    run()
    for _ in range(batches):
        say("tutorial_test", "us", microseconds(test_charm.test_pebble_layer))
        say("ctx_run", "us", microseconds(run))
    say("kept_state", "kb", kept_state_bytes() / 1024)


if __name__ == "__main__":
    main()
