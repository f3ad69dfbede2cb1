#!/usr/bin/env python3
"""What the real `charmcraft expand-extensions` makes of a charm's charmcraft.yaml.

usage: charmcraft_peer.py            compares what is recorded with the charmcraft in .venv-charmcraft
       charmcraft_peer.py --record   records anew (then look at the difference)

Needs charmcraft, from `scripts/setup --peers`; says so, and is skipped, without. The recorded file has
a line for each case: `charmcraft`, the text that was given, and `expanded`, of the answer what ops reads
(no descriptions, and nothing of what only packing needs), or `refused`, the first line of the error.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
RECORDED = HERE / "charmcraft_answers.jsonl"
CHARMCRAFT = HERE.parent.parent.parent / ".venv-charmcraft/bin/charmcraft"

START = "type: charm\nname: demo\nsummary: s\ndescription: d\n"
NOBLE = START + "base: ubuntu@24.04\nplatforms: {amd64: }\n"
JAMMY = START + "base: ubuntu@22.04\nplatforms: {amd64: }\n"
RESOLUTE = START + "base: ubuntu@26.04\nbuild-base: ubuntu@26.04\nplatforms: {amd64: }\n"
NAMES = ("django", "expressjs", "fastapi", "flask", "go", "spring-boot")
FLASK = "extensions: [flask-framework]\n"

CASES = {
    **{f"{name}/noble": NOBLE + f"extensions: [{name}-framework]\n" for name in NAMES},
    **{f"{name}/resolute": RESOLUTE + f"extensions: [{name}-framework]\n" for name in NAMES},
    **{f"{name}/oauth": NOBLE + f"extensions: [{name}-framework]\n"
       "requires: {login: {interface: oauth}, sso: {interface: oauth}, db: {interface: pg}}\n"
       for name in ("flask", "spring-boot")},
    "flask/jammy": JAMMY + FLASK,
    "go/jammy": JAMMY + "extensions: [go-framework]\n",
    "unknown": NOBLE + "extensions: [no-such-framework]\n",
    "two": NOBLE + "extensions: [go-framework, flask-framework]\n",
    "base-of-platform": START + "platforms: {ubuntu@24.04:amd64: }\n" + FLASK,
    "base-of-build-for": START
    + "platforms: {one: {build-on: [ubuntu@24.04:amd64], build-for: [ubuntu@24.04:amd64]}}\n" + FLASK,
    "two-bases": START + "platforms: {ubuntu@22.04:amd64: , ubuntu@24.04:amd64: }\n" + FLASK,
    "older-bases": START + 'bases: [{name: ubuntu, channel: "22.04"}]\n' + FLASK,
    "own/names": NOBLE + FLASK + "requires: {db: {interface: pg}}\nprovides: {web: {interface: http}}\n"
    "actions: {mine: {params: {a: {type: string}}}}\nconfig: {options: {mine: {type: int, default: 3}}}\n",
    "own/empty-sections": NOBLE + FLASK + "requires: {}\nactions: {}\nconfig: {options: {}}\n",
    "own/oauth-option": NOBLE + FLASK + "requires: {login: {interface: oauth}}\n"
    "config: {options: {login-scopes: {type: string, default: openid}}}\n",
    "own/same-containers": NOBLE + FLASK + "containers: {flask-app: {resource: flask-app-image}}\n",
    "overlap/requires": NOBLE + FLASK + "requires: {ingress: {interface: ingress}}\n",
    "overlap/provides": NOBLE + FLASK + "provides: {metrics-endpoint: {interface: prometheus_scrape}}\n",
    "overlap/actions": NOBLE + FLASK + "actions: {rotate-secret-key: {}}\n",
    "overlap/options": NOBLE + FLASK + "config: {options: {flask-debug: {type: boolean}}}\n",
    "reserved/webserver": NOBLE + "extensions: [go-framework]\n"
    "config: {options: {webserver-x: {type: int}}}\n",
    "reserved/framework": NOBLE + "extensions: [go-framework]\nconfig: {options: {go-x: {type: int}}}\n",
    "reserved/of-another": NOBLE + "extensions: [go-framework]\n"
    "config: {options: {flask-x: {type: int}}}\n",
    "option-with-default-not-optional": NOBLE + FLASK
    + "config: {options: {mine: {type: int, default: 3, optional: false}}}\n",
    "option-not-optional": NOBLE + FLASK + "config: {options: {mine: {type: int, optional: false}}}\n",
    "refused/containers": NOBLE + FLASK + "containers: {other: {resource: flask-app-image}}\n",
    "refused/resources": NOBLE + FLASK + "resources: {other: {type: file, filename: a}}\n",
    "refused/peers": NOBLE + FLASK + "peers: {other: {interface: x}}\n",
    "refused/storage": NOBLE + FLASK + "storage: {data: {type: filesystem}}\n",
    "refused/extra-bindings": NOBLE + FLASK + "extra-bindings: {a: {}}\n",
    "refused/part": NOBLE + FLASK + "parts: {charm: {plugin: charm, source: .}}\n",
    "refused/assumes": NOBLE + FLASK + "assumes: [juju >= 3.6]\n",
}
READ = ("name", "summary", "assumes", "containers", "resources", "requires", "provides", "peers", "config",
        "actions")


def without_descriptions(value):
    if isinstance(value, dict):
        return {key: without_descriptions(of) for key, of in value.items()
                if key != "description"}
    return value


def expand(text: str) -> dict:
    """Runs the real program on one charmcraft.yaml."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "charmcraft.yaml").write_text(text)
        home = {"HOME": folder, "XDG_RUNTIME_DIR": folder, "CHARMCRAFT_ENABLE_EXPERIMENTAL_EXTENSIONS": "1"}
        done = subprocess.run([str(CHARMCRAFT), "expand-extensions"], cwd=folder, text=True,
                              capture_output=True, env={**os.environ, **home})
    if done.returncode != 0:
        refusals = [line for line in done.stderr.splitlines()
                    if line and not line.startswith(("Full execution log", "*EXPERIMENTAL*"))]
        return {"refused": refusals[0]}
    read = subprocess.run(
        [str(CHARMCRAFT.with_name("python")), "-c",
         "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))"],
        input=done.stdout, text=True, capture_output=True, check=True)
    whole = json.loads(read.stdout)
    return {"expanded": json.dumps(without_descriptions({key: whole[key] for key in READ if key in whole}))}


def answers() -> list[str]:
    return [json.dumps({"id": case, "charmcraft": text, **expand(text)}) for case, text in CASES.items()]


def main() -> int:
    if not CHARMCRAFT.exists():
        print("this test needs charmcraft; install it: scripts/setup --peers", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 77
    found = answers()
    if "--record" in sys.argv:
        RECORDED.write_text("\n".join(found) + "\n")
        return 0
    recorded = RECORDED.read_text().splitlines()
    wrong = [f"recorded {a}\nanswered {b}" for a, b in zip(recorded, found) if a != b]
    if len(recorded) != len(found):
        wrong.append(f"{len(recorded)} are recorded, there are {len(found)}; record anew")
    print("\n".join(wrong) or f"{len(found)} answers are as recorded")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
