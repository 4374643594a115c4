"""A return's files checked on the spot, without a home: what ``ae validate`` does.

Here: files to findings and outcomes, by the contract and by the rules over rows, tables and years.
Nothing is kept, and nothing is pseudonymised, since no value leaves here.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.errors import PipelineError
from ae_pipeline.returns import NAMES, load
from ae_pipeline.returns.extract import UnreadableFileError
from ae_pipeline.returns.sending import sent
from ae_pipeline.returns.validating import TableCounts, counts_of
from ae_pipeline.validation.context import RuleContext
from ae_pipeline.validation.outcome import by_code

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ae_pipeline.returns.declared import DeclaredReturn
    from ae_pipeline.returns.extract import Extract, Notice
    from ae_pipeline.validation.outcome import CodeOutcome


class CheckingError(PipelineError):
    """What was asked for cannot be checked. Says why and what can."""


@dataclass(frozen=True)
class Checked:
    """What was found.

    Attributes:
        findings: ``FINDING_COLUMNS``; one line per row, rule and column.
        tables: by official name, those of the specification.
        rules: every code of the specification, and what became of its rules.
    """

    findings: pd.DataFrame
    notices: tuple[Notice, ...]
    tables: dict[str, TableCounts]
    rules: tuple[CodeOutcome, ...]


def check_files(
    return_name: str,
    files: Sequence[Path],
    specification: str,
    *,
    previous: Sequence[Path] = (),
    providers: Path | None = None,
    authority: str | None = None,
    areas: Collection[str] | None = None,
) -> Checked:
    """Read files (or folders of files) of a return and judge every row by all its rules.

    Args:
        return_name: of the return.
        files: or folders of files.
        specification: year whose codes and rules hold.
        previous: files of last year's return; rules that look back are skipped without.
        providers: Ofsted's list of homes as CSV; rules about it are skipped without.
        authority: code of the authority that makes the return.
        areas: codes of the places inside the authority: with them postcodes are looked up, for
            rules about distance and area.

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
    extract = _read(source, files, specification)
    before = _read(source, previous, specification) if previous else None
    context = RuleContext(
        specification,
        previous=None if before is None else sent(source, before.tables, before.notices),
        authority=authority,
        providers=None if providers is None else _providers(providers),
        areas=areas,
    )
    validation = source.run(
        extract.tables, context, sent=sent(source, extract.tables, extract.notices)
    )
    return Checked(
        findings=validation.findings,
        notices=extract.notices,
        tables={table: counts_of(validation.of(table)) for table in extract.tables},
        rules=by_code(validation.outcomes, source.undefined(specification)),
    )


def _read(source: DeclaredReturn, files: Sequence[Path], specification: str) -> Extract:
    with tempfile.TemporaryDirectory(prefix="ae-validate-") as folder:
        _gather(files, Path(folder))
        return source.read(Path(folder), specification)


def _providers(file: Path) -> pd.DataFrame:
    """Ofsted's list of homes as text.

    Raises:
        UnreadableFileError: if it is not a CSV file of UTF-8 text with a column URN.
    """
    remedy = "Save it as CSV in UTF-8 with the columns that the reference of rules describes"
    try:
        listed = pd.read_csv(file, dtype="str", encoding="utf-8-sig", keep_default_na=False)
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError):
        raise UnreadableFileError(file.name, None, "it is no list of homes", remedy) from None
    if "URN" not in listed.columns:
        raise UnreadableFileError(file.name, None, "it has no column URN", remedy)
    return listed


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
