"""PortedCharm as it was in Python: as much of it as leaves something behind."""

import ops


class ReadyEvent(ops.EventBase):
    def __init__(self, handle: ops.Handle, url: str):
        super().__init__(handle)
        self.url = url

    def snapshot(self):
        return {"url": self.url}

    def restore(self, snapshot):
        self.url = snapshot["url"]


class IngressEvents(ops.ObjectEvents):
    ready = ops.EventSource(ReadyEvent)


class Ingress(ops.Object):
    on = IngressEvents()

    def __init__(self, charm: ops.CharmBase):
        super().__init__(charm, "web")


class PortedCharm(ops.CharmBase):
    _stored = ops.StoredState()

    def __init__(self, framework: ops.Framework):
        super().__init__(framework)
        self._stored.set_default(count=41, seen=set())
        self.ingress = Ingress(self)
        framework.observe(self.on.upgrade_charm, self.on_upgrade_charm)
        framework.observe(self.on.update_status, self.on_update_status)
        framework.observe(self.ingress.on.ready, self.on_ready)

    def on_upgrade_charm(self, event: ops.UpgradeCharmEvent):
        self._stored.seen.add("upgrade")
        self.ingress.on.ready.emit("http://python")
        event.defer()

    def on_update_status(self, event: ops.UpdateStatusEvent):
        self.unit.set_workload_version(f"{self._stored.count} {sorted(self._stored.seen)}")

    def on_ready(self, event: ReadyEvent):
        event.defer()


if __name__ == "__main__":
    ops.main(PortedCharm)
