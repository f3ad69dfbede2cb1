"""The same calls as client_bench.cpp by the client of ops. What it cannot do in time is left out.

usage: peer_client.py BATCHES SOCKET FOLDER
"""

import json
import sys
import time
import warnings

from ops import pebble

warnings.simplefilter('ignore')
CALLS = 50
MIB = 1024 * 1024


def row(name, unit, calls, call):
    call()
    start = time.perf_counter()
    for _ in range(calls):
        call()
    took = (time.perf_counter() - start) / calls
    print(json.dumps({'name': name, unit: took * (1e6 if unit == 'us' else 1e3)}))


def main():
    batches, socket, folder = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    client = pebble.Client(socket)
    large = bytes(64 * MIB)
    for _ in range(batches):
        row('get_services', 'us', CALLS, client.get_services)
        row('get_plan', 'us', CALLS, client.get_plan)
        row('list_files', 'us', CALLS // 10, lambda: client.list_files(folder + '/many'))
        row('push_64_mib', 'ms', 1, lambda: client.push(folder + '/pushed', large))


if __name__ == '__main__':
    main()
