"""A return's files checked on the spot, without a home: what ``ae validate`` does.

Here: files to findings and outcomes. Nothing is kept, and nothing is pseudonymised, since no
value leaves here.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.errors import PipelineError
from ae_pipeline.returns import NAMES, load
from ae_pipeline.returns.validating import TableOutcome, outcome_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.returns.extract import Notice


class CheckingError(PipelineError):
    """What was asked for cannot be checked. Says why and what can."""


@dataclass(frozen=True)
class Checked:
    """What was found.

    Attributes:
        findings: ``FINDING_COLUMNS``.
        tables: by official name, those of the specification.
    """

    findings: pd.DataFrame
    notices: tuple[Notice, ...]
    tables: dict[str, TableOutcome]


def check_files(return_name: str, files: Sequence[Path], specification: str) -> Checked:
    """Read files (or folders of files) of a return and judge every row by its contract.

    Raises:
        CheckingError: if there is no such return or specification, or two files have one name.
        UnreadableFileError: if a file is damaged or not what it claims to be.
    """
    if return_name not in NAMES:
        raise CheckingError(f"There is no return {return_name!r}. There are: {', '.join(NAMES)}.")
    source = load(return_name)
    if specification not in source.specifications:
        known = ", ".join(source.specifications)
        raise CheckingError(f"{source.title} has no specification {specification!r}, but {known}.")
    with tempfile.TemporaryDirectory(prefix="ae-validate-") as folder:
        _gather(files, Path(folder))
        extract = source.read(Path(folder), specification)
    verdicts = {
        table: source.validate(table, rows, specification) for table, rows in extract.tables.items()
    }
    return Checked(
        findings=pd.concat([v.findings for v in verdicts.values()], ignore_index=True),
        notices=extract.notices,
        tables={table: outcome_of(verdict) for table, verdict in verdicts.items()},
    )


def _gather(files: Sequence[Path], folder: Path) -> None:
    """Link the files into one folder, which is what a reader reads."""
    single = [
        inner
        for path in files
        for inner in (sorted(path.rglob("*")) if path.is_dir() else [path])
        if inner.is_file()
    ]
    for path in single:
        link = folder / path.name
        if link.exists():
            raise CheckingError(f"Two files are named {path.name}. Rename one of them.")
        link.symlink_to(path.absolute())
