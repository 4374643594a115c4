"""The command behind ``make docs``: ``python -m tools.reference FOLDER``."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotation when it runs
from typing import Annotated

import typer

from ae_pipeline.settings import Settings
from tools.reference.pages import pages


def main(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False)],
) -> None:
    """Write the generated pages of the reference into FOLDER, over those that are there.

    Example: python -m tools.reference docs/reference
    """
    for name, text in pages(Settings().config).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        typer.echo(f"{folder / name}")


if __name__ == "__main__":
    typer.run(main)
