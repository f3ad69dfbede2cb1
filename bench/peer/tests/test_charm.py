"""The tutorial's test in Python: what tests/charm_test.cpp says, on ops.testing."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "src"))

import ops  # noqa: E402
from charm import FastApiDemoCharm  # noqa: E402
from ops import testing  # noqa: E402

EXPECTED_PLAN = {
    "services": {
        "fastapi-service": {
            "override": "replace",
            "summary": "fastapi demo",
            "command": "uvicorn api_demo_server.app:app --host=0.0.0.0 --port=8000",
            "startup": "enabled",
        }
    }
}


def test_pebble_layer():
    ctx = testing.Context(FastApiDemoCharm)
    container = testing.Container(name="demo-server", can_connect=True)
    state_in = testing.State(containers={container}, leader=True)
    state_out = ctx.run(ctx.on.pebble_ready(container), state_in)
    updated = state_out.get_container("demo-server")
    assert updated.plan.to_dict() == EXPECTED_PLAN
    assert state_out.unit_status == testing.ActiveStatus()
    assert updated.service_statuses["fastapi-service"] == ops.pebble.ServiceStatus.ACTIVE
