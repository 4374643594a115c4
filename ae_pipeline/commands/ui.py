"""`ae ui`: the Dagster UI of a home."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from ae_pipeline.commands.console import out, plain_errors


def ui(
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 3000,
) -> None:
    """Open the Dagster UI on this home. Stop it with Ctrl-C."""
    with plain_errors():
        from ae_pipeline.dagster_run import dagster_home
        from ae_pipeline.settings import Settings

        settings = Settings()
        environment = {
            **os.environ,
            "AE_HOME": str(settings.home.absolute()),
            "DAGSTER_HOME": str(dagster_home(settings)),
        }
        out.print(f"Dagster UI: http://127.0.0.1:{port} (stop it with Ctrl-C)")
        dagster = str(Path(sys.executable).with_name("dagster"))
        where = ["--host", "127.0.0.1", "--port", str(port)]
        ended = subprocess.run(  # noqa: S603 - our own program, no shell
            [dagster, "dev", "-m", "ae_pipeline.definitions", *where], env=environment, check=False
        )
    raise typer.Exit(ended.returncode)
