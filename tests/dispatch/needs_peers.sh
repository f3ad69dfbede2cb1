#!/bin/sh
# needs_peers.sh TEST ARGS...: runs TEST when OPS_PEBBLE names a Pebble daemon and, if NEEDS_WORKLOAD
# is set, OPS_WORKLOAD a Python environment with uvicorn; otherwise it is skipped (Meson's exit code
# 77), or fails when CI is true.
without=
[ -x "${OPS_PEBBLE:-}" ] ||
  without="OPS_PEBBLE names no Pebble daemon: 'scripts/setup --peers' builds one as .peers/pebble"
[ -z "${NEEDS_WORKLOAD:-}" ] || [ -x "${OPS_WORKLOAD:-}/bin/uvicorn" ] ||
  without="OPS_WORKLOAD names no uvicorn: 'scripts/setup --peers' installs one into .venv-workload"
[ -n "$without" ] || exec "$@"
echo "$without"
[ "${CI:-}" = true ] && exit 1
exit 77
