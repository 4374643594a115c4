"""What is written does not depend on the order in which a process happens to iterate a set."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_WRITE = """
import sys
from pathlib import Path
from ae_city import write_landing
from ae_pipeline.periods import Month
month = Month(2025, 5)
write_landing(Path(sys.argv[1]), first=month, last=month, scale=0.01, only={"school_census"})
"""


@pytest.mark.slow
def test_two_processes_write_the_same_census(tmp_path):
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", _WRITE, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        written.append({path.relative_to(folder): path.read_bytes() for path in files})
    assert written[0] == written[1]
    assert any("sessiondetails" in path.name for path in written[0])
