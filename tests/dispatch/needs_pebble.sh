#!/bin/sh
# needs_pebble.sh TEST ARGS...: runs TEST when OPS_PEBBLE names a Pebble daemon; otherwise it is
# skipped (Meson's exit code 77), or fails when CI is true.
if [ -x "${OPS_PEBBLE:-}" ]; then exec "$@"; fi
echo "OPS_PEBBLE names no Pebble daemon: 'scripts/setup --peers' builds one as .peers/pebble"
[ "${CI:-}" = true ] && exit 1
exit 77
