"""Runs a program beside a real Pebble that has ten services, a folder of 1,000 files and a large file.

usage: with_daemon.py PEBBLE PROGRAM [ARGUMENT...]      PROGRAM gets SOCKET and FOLDER behind its arguments
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

SERVICE = """    service-{n}:
        override: replace
        summary: a demo server
        startup: enabled
        command: /bin/uvicorn api_demo_server.app:app --host 0.0.0.0 --port 8000
        environment:
            VARIABLE_0: a value that is long enough to be something
            VARIABLE_1: a value that is long enough to be something
        on-failure: restart
"""


def lay_out(folder):
    (folder / 'layers').mkdir()
    services = ''.join(SERVICE.format(n=n) for n in range(10))
    (folder / 'layers' / '001-base.yaml').write_text('services:\n' + services)
    (folder / 'many').mkdir()
    for n in range(1000):
        (folder / 'many' / f'file-{n:04}').touch()
    (folder / 'large').write_bytes(os.urandom(1024 * 1024) * 64)


def main():
    # The daemon is another process in another container: it is not held to the core of the program.
    ours = os.sched_getaffinity(0)
    pebble, *command = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        lay_out(folder)
        environment = {'PEBBLE': name, 'PATH': os.environ['PATH'], 'HOME': '/root'}
        os.sched_setaffinity(0, range(os.cpu_count()))
        with open(folder / 'log', 'w') as log:
            daemon = subprocess.Popen([pebble, 'run', '--hold'], env=environment, stdout=log, stderr=log)
        os.sched_setaffinity(0, ours)
        try:
            while not (folder / '.pebble.socket').exists():
                time.sleep(0.02)
            time.sleep(0.2)
            sys.exit(subprocess.run([*command, str(folder / '.pebble.socket'), name]).returncode)
        finally:
            daemon.kill()
            daemon.wait()


if __name__ == '__main__':
    main()
