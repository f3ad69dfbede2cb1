"""An installed ops-cpp below a folder of its own, and programs that are run with it."""

import os
import subprocess
import sys


def run(*command, folder=None, **environment):
    """What a program prints; the end of this one when it fails."""
    done = subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def install(build, root):
    """The prefix that `build` is installed to below `root`, and the environment in which it is found."""
    run("meson", "install", "-C", build, "--no-rebuild", "--quiet", DESTDIR=str(root))
    pc, libraries = next(root.rglob("ops-cpp.pc")).parent, next(root.rglob("libops-cpp.so")).parent
    return next(root.rglob("include")).parent, {
        "PKG_CONFIG_LIBDIR": str(pc),
        "PKG_CONFIG_SYSROOT_DIR": str(root),
        "LD_LIBRARY_PATH": str(libraries),
    }
