"""One measurement, in a process of its own: ``python -m benchmarks.trial SUBJECT FOLDER``.

Here: what the process used until the subject was ready (start-up) and what its work used. The
last line it prints is the outcome as JSON. It imports nothing but the subject, so that start-up
is the subject's own. Not here: starting such processes (``running``).
"""

from __future__ import annotations

import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path

_STATUS = Path("/proc/self/status")
_PEAK = "VmHWM:"
_KIB = 1024


def cpu_seconds() -> float:
    """CPU time of this process and its threads so far, user and system."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_bytes() -> int:
    """Most memory this process has held so far.

    Linux lets a process inherit ``ru_maxrss`` from the one that started it, so its own high water
    mark is read where the system reports it.
    """
    if _STATUS.is_file():
        for line in _STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith(_PEAK):
                return int(line.split()[1]) * _KIB
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * _KIB


def main(subject: str, folder: str) -> None:
    """Prepare a subject, let it work, and print what both used."""
    work = import_module(f"benchmarks.subjects.{subject}").prepare(Path(folder))
    ready, begun = cpu_seconds(), time.monotonic()
    peak_ready = peak_bytes()
    figures = work()
    outcome = {
        "startup_cpu": ready,
        "cpu": cpu_seconds() - ready,
        "wall": time.monotonic() - begun,
        "startup_peak": peak_ready,
        "peak": peak_bytes(),
        "figures": figures,
    }
    sys.stdout.write(f"\n{json.dumps(outcome)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
