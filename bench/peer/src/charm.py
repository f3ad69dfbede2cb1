"""The tutorial's charm in Python: what charm/charm.cpp does, on ops."""

import logging

import ops

logger = logging.getLogger(__name__)


class FastApiDemoCharm(ops.CharmBase):
    """Runs a FastAPI demo server in the container demo-server."""

    def __init__(self, framework: ops.Framework):
        super().__init__(framework)
        self.pebble_service_name = "fastapi-service"
        framework.observe(self.on["demo-server"].pebble_ready, self._on_pebble_ready)

    def _on_pebble_ready(self, event: ops.PebbleReadyEvent):
        container = event.workload
        container.add_layer("fastapi_demo", self._layer(), combine=True)
        container.replan()
        logger.info("Service %s is planned and started.", self.pebble_service_name)
        self.unit.status = ops.ActiveStatus()

    def _layer(self) -> ops.pebble.Layer:
        words = ["uvicorn", "api_demo_server.app:app", "--host=0.0.0.0", "--port=8000"]
        service: ops.pebble.ServiceDict = {
            "override": "replace",
            "summary": "fastapi demo",
            "command": " ".join(words),
            "startup": "enabled",
        }
        return ops.pebble.Layer({
            "summary": "FastAPI demo service",
            "description": "pebble config layer for FastAPI demo server",
            "services": {self.pebble_service_name: service},
        })


if __name__ == "__main__":
    ops.main(FastApiDemoCharm)
