#!/usr/bin/env python3
"""Runs the benchmarks in the table below, ours and the peer's in turn, and prints a table.

usage: bench.py [--json FILE] [--only NAME...]

Each benchmark is one row of ROWS. Where its figures come from is a Program, which prints one JSON
object a line, {"name": ..., UNIT: ...}, a line for each sample; or an Edit, which changes a file,
builds, runs, and takes the time. The median of all samples counts.
"""

import argparse
import dataclasses
import itertools
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RELEASE = ROOT / "build-bench"
PACKED = RELEASE / "packed"
EDITED = RELEASE / "edit"
# Where RELEASE is installed for the project that is edited, and what that project is made of.
INSTALLED = EDITED / "installed"
LIBRARIES = [
    f"{name}.{kind}"
    for name in ("lib/libops-cpp", "harness/libops-cpp-testing", "harness/libops-cpp-doctest")
    for kind in ("so", "a")
]
PROJECT = {
    "meson.build": "bench/edit/meson.build",
    "charmcraft.yaml": "charmcraft.yaml",
    "charm.h": "charm/charm.h",
    "charm.cpp": "charm/charm.cpp",
    "charm_test.cpp": "tests/charm_test.cpp",
    "pch/pch.h": "harness/ops/testing/pch/pch.h",
}
PYTHON = str(ROOT / ".venv/bin/python")
ROUNDS = 5
# As charmcraft.yaml has it.
AS_PACKED = ("--default-library=static", "-Dprefer_static=true", "-Db_pie=false")


@dataclasses.dataclass(frozen=True)
class Program:
    """Run once in each round, on one core. `targets`: what ninja has to build for it in `folder`."""

    command: tuple
    targets: tuple = ()
    folder: pathlib.Path = RELEASE


@dataclasses.dataclass(frozen=True)
class Edit:
    """Done once in each round: `file` gets a line more, then `command` runs, where a copy is."""

    file: str
    command: str
    line: str
    target: str = ""


def our_program(target, *arguments):
    return Program((str(RELEASE / "bench" / target), *arguments), (f"bench/{target}",))


def dispatches(number, *charm):
    """A charm's program, started as Juju starts it, with the same hook tools for all."""
    parts = [f"bench/dispatch/{name}" for name in ("dispatch_bench", "hooktool", "started_charm")]
    bench, tool = (str(PACKED / part) for part in parts[:2])
    return Program((bench, str(number), tool, *map(str, charm)), tuple(parts), PACKED)


def our_edit(command, target):
    # A declaration, as a comment alone could be found in the compiler's cache.
    line = "[[maybe_unused]] static const int edit_{n} = {n};\n"
    return Edit("project/charm_test.cpp", command, line, target)


# What a user's debug build has: the library optimised, the user's file not; and at -O2.
DEBUG = our_program("tutorial_bench_O0", "4")
FAST = our_program("tutorial_bench_O2", "4")
# One thing in the State, and a hundred of which the event is about one.
GROWTH = our_program("growth_bench_O0", "4")
SCENARIO_GROWTH = Program((PYTHON, "bench/peer_growth.py", "1"))
SCENARIO = Program((PYTHON, "bench/peer_tutorial.py", "3"))

STARTED = dispatches(100, PACKED / "bench/dispatch/started_charm")
PYTHON_STARTED = dispatches(6, PYTHON, ROOT / "bench/dispatch/peer/started_charm.py")

NINJA = our_edit("ninja -C build charm_test && build/charm_test", "charm_test")
MESON = our_edit("meson test -C build charm", "charm_test")
PRECOMPILED = our_edit("ninja -C build charm_test_pch && build/charm_test_pch", "charm_test_pch")
PYTEST = Edit("peer/tests/test_charm.py", f"{PYTHON} -m pytest -q peer/tests", "EDIT_{n} = {n}\n")



def beside_daemon(*command, targets=()):
    """A client of a real Pebble, of its own but laid out alike."""
    daemon = ("python3", "bench/pebble/with_daemon.py", ".peers/pebble")
    return Program((*daemon, *map(str, command)), targets)


CLIENT = beside_daemon(RELEASE / "bench/client_bench", 2, targets=("bench/client_bench",))
PYTHON_CLIENT = beside_daemon(PYTHON, "bench/pebble/peer_client.py", 2)
GO_CLIENT = beside_daemon(".peers/client_bench", 2)


@dataclasses.dataclass(frozen=True)
class Row:
    """A benchmark. `goal`: times as fast, or as small, as the peer; `most`: in `unit`. Or both.

    `then`: what the peer took where `most` was set; a slower machine is given more."""

    name: str
    unit: str
    ours: object
    peer: str
    theirs: object
    sample: str = ""  # what the programs call it
    their_sample: str = ""  # what the peer calls it, where that is another name
    goal: float = 0
    most: float = 0
    then: float = 0


ROWS = [
    Row("tutorial_test", "us", DEBUG, "scenario", SCENARIO, "tutorial_test", goal=500),
    Row("ctx_run", "us", DEBUG, "scenario", SCENARIO, "ctx_run", goal=800),
    Row("tutorial_test_O2", "us", FAST, "scenario", SCENARIO, "tutorial_test", goal=500),
    Row("ctx_run_O2", "us", FAST, "scenario", SCENARIO, "ctx_run", goal=800),
    Row("ctx_run_20_kb", "us", DEBUG, "scenario", SCENARIO, "ctx_run_20_kb", goal=4000),
    Row("kept_state", "kb", DEBUG, "scenario", SCENARIO, "kept_state", most=1),
    Row("kept_chain", "kb", DEBUG, "scenario", SCENARIO, "kept_chain", most=1),
    Row("containers", "growth", DEBUG, "scenario", SCENARIO, "containers", most=1.5),
    Row("relations_100", "growth", GROWTH, "scenario", SCENARIO_GROWTH, "relations_100", most=1.5),
    Row("secrets_100", "growth", GROWTH, "scenario", SCENARIO_GROWTH, "secrets_100", most=1.5),
    # Above what its hook tools cost; a whole process each time.
    Row("dispatch", "ms", STARTED, "ops", PYTHON_STARTED, "dispatch", goal=60, most=1.5, then=129),
    Row("dispatch_memory", "mib", STARTED, "ops", PYTHON_STARTED, "peak_memory", most=6),
    Row("dispatch_calls", "", STARTED, "ops", PYTHON_STARTED, "hook_tool_calls", goal=1),
    # Of Pebble's client. What is raw is sent and received, and not read.
    *(
        Row(f"{name}_{peer}", "us", CLIENT, peer, theirs, name, sample, goal)
        for name in ("get_services", "get_plan", "list_files")
        for peer, theirs, sample, goal in (
            ("ops", PYTHON_CLIENT, name, 1),
            ("go", GO_CLIENT, name, 1),
            ("raw", CLIENT, f"raw_{name}", 1 / 1.4 if name == "list_files" else 1 / 1.3),
        )
    ),
    Row("pull_64_mib", "ms", CLIENT, "go", GO_CLIENT, "pull_64_mib", goal=1, most=64),
    Row("push_64_mib", "ms", CLIENT, "go", GO_CLIENT, "push_64_mib", goal=1),
    Row("push_64_mib_ops", "ms", CLIENT, "ops", PYTHON_CLIENT, "push_64_mib", goal=1),
    Row("edit_to_result", "ms", NINJA, "pytest", PYTEST, most=500, then=335),
    Row("edit_to_result_meson_test", "ms", MESON, "pytest", PYTEST, most=700, then=335),
    Row("edit_to_result_pch", "ms", PRECOMPILED, "pytest", PYTEST, most=350, then=335),
]


# ---- building


def run_or_stop(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"cannot run {' '.join(map(str, command))}:\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout


def configure(folder, source, *options):
    if not (folder / "build.ninja").exists():
        environment = dict(os.environ, CXX="ccache g++")
        run_or_stop(["meson", "setup", folder, source, *options], env=environment)


def configure_ours(folder):
    packed = AS_PACKED if folder == PACKED else ()
    configure(folder, ROOT, "--buildtype=release", f"--prefix={INSTALLED}", *packed)


def build(folder, targets):
    """Builds them; stops with their names when the tree does not have them."""
    known = run_or_stop(["ninja", "-C", folder, "-t", "targets", "all"])
    absent = [target for target in targets if f"\n{target}: " not in known]
    if absent:
        sys.exit(f"cannot time what is not there: no meson.build makes {', '.join(absent)}")
    run_or_stop(["ninja", "-C", folder, *targets])


def copy_project(to):
    """The charm, its test and their build, so that edits never touch yours."""
    for name, source in PROJECT.items():
        target = to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_bytes() != (ROOT / source).read_bytes():
            shutil.copyfile(ROOT / source, target)


def prepare_edits(targets):
    build(RELEASE, LIBRARIES)
    run_or_stop(["meson", "install", "-C", RELEASE, "--no-rebuild", "--only-changed"])
    copy_project(EDITED / "project")
    shutil.copytree(ROOT / "bench/peer", EDITED / "peer", dirs_exist_ok=True)
    found = next(INSTALLED.rglob("ops-cpp.pc")).parent
    configure(EDITED / "build", EDITED / "project", f"-Dpkg_config_path={found}")
    build(EDITED / "build", targets)


def prepare(sources):
    programs = {s.folder: {} for s in sources if isinstance(s, Program) and s.targets}
    for source in sources:
        if isinstance(source, Program) and source.targets:
            programs[source.folder].update(dict.fromkeys(source.targets))
    edits = sorted({s.target for s in sources if isinstance(s, Edit) and s.target})
    for folder, targets in programs.items():
        configure_ours(folder)
        build(folder, targets)
    if edits:
        configure_ours(RELEASE)
        prepare_edits(edits)


# ---- sampling


def on_one_core():
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def sample_program(program, samples):
    done = subprocess.run(
        program.command, capture_output=True, text=True, cwd=ROOT, preexec_fn=on_one_core
    )
    if done.returncode:
        sys.exit(f"cannot time {program.command[0]}: it failed\n{done.stdout}{done.stderr}")
    for line in done.stdout.splitlines():
        sample = json.loads(line)
        name = sample.pop("name")
        for unit, value in sample.items():
            samples.setdefault((program, name, unit), []).append(value)


edits_done = itertools.count(int(time.time()))


def sample_edit(edit, samples):
    path = EDITED / edit.file
    before = path.read_text()
    try:
        path.write_text(before + edit.line.format(n=next(edits_done)))
        start = time.perf_counter()
        # What has just been written is in no cache: the look-up would only be added to the time.
        environment = dict(os.environ, CCACHE_DISABLE="1")
        done = subprocess.run(
            edit.command, shell=True, cwd=EDITED, capture_output=True, text=True, env=environment
        )
        took = time.perf_counter() - start
    finally:
        path.write_text(before)
    if done.returncode:
        sys.exit(f"cannot time `{edit.command}`: it failed\n{done.stdout}{done.stderr}")
    samples.setdefault((edit, "", "ms"), []).append(took * 1000)


def sample_all(sources):
    samples = {}
    for round_ in range(ROUNDS):
        print(f"\rround {round_ + 1} of {ROUNDS}", end="", file=sys.stderr, flush=True)
        for source in sources:
            if isinstance(source, Program):
                sample_program(source, samples)
            else:
                sample_edit(source, samples)
    print(file=sys.stderr)
    return samples


# ---- the result


def result_of(row, samples):
    def median(source, sample):
        values = samples.get((source, sample, row.unit))
        if not values:
            sys.exit(f"cannot tell {row.name}: nothing printed {sample!r} in {row.unit}")
        return statistics.median(values)

    ours = median(row.ours, row.sample)
    theirs = median(row.theirs, row.their_sample or row.sample)
    return {
        "name": row.name,
        "peer": row.peer,
        "ours": round(ours, 3),
        "theirs": round(theirs, 3),
        "unit": row.unit,
        "ratio": round(theirs / ours, 2 if theirs < 100 * ours else 0) if ours else 0,
    }


def verdict(row, result):
    verdicts = []
    if row.goal:
        met = result["ratio"] >= row.goal
        verdicts.append(f"{row.goal:g} times: {'met' if met else 'MISSED'}")
    if row.most:
        most = row.most * (result["theirs"] / row.then if row.then else 1)
        met = result["ours"] <= most
        of = f" where {row.peer} takes {row.then:g}, here {most:.3g}" if row.then else ""
        verdicts.append(f"at most {row.most:g} {row.unit}{of}: {'met' if met else 'MISSED'}")
    return ", ".join(verdicts)


def print_table(rows, results):
    layout = "{:<26} {:>10} {:>10} {:<4} {:>8}  {:<9} {}"
    print(layout.format("", "ours", "theirs", "", "ratio", "peer", "goal"))
    for row, result in zip(rows, results):
        print(layout.format(
            row.name, f"{result['ours']:,.2f}", f"{result['theirs']:,.2f}", row.unit,
            f"{result['ratio']:g}", row.peer, verdict(row, result),
        ))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=[row.name for row in ROWS])
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

    rows = [row for row in ROWS if not arguments.only or row.name in arguments.only]
    sources = list(dict.fromkeys(s for row in rows for s in (row.ours, row.theirs)))
    prepare(sources)
    samples = sample_all(sources)
    results = [result_of(row, samples) for row in rows]
    print_table(rows, results)
    if arguments.json:
        arguments.json.write_text(json.dumps({"results": results}, indent=1) + "\n")


if __name__ == "__main__":
    main()
