"""A drop into the lake as text: all of it is kept, or nothing.

A return that can be large is read in parts, each of which is written before the next is read.

Here: the stage between landing and validation, for any return. Not here: how files are read
(``reading``, each return's ``reader``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ae_pipeline import fingerprint, source_code
from ae_pipeline.lake import Lake, Stage, records_all
from ae_pipeline.returns.extract import Extract, Notice, NoticeKind, SourceFile
from ae_pipeline.returns.reading.text_table import TextTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ae_pipeline.landing import Drop
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return

_MANIFEST = ("digest", "specification", "fingerprint", "files", "notices", "rows")


def code_of(return_name: str) -> tuple[str, ...]:
    """Modules that read a return."""
    return ("returns.extracting", f"returns.{return_name}.contract")


def code_left_out(return_name: str) -> tuple[str, ...]:
    """Modules that change nothing in its extracts: its rules, though its contract names them."""
    package = f"returns.{return_name}"
    return (*source_code.STORING, f"{package}.rules", f"{package}.cross_rules")


@dataclass(frozen=True)
class ExtractedDrop:
    """What is known of a drop once it is read.

    Attributes:
        digest: of the drop's files; the same digest means the same files.
        files: with their rows by asset name of the table.
        rows: data rows by the asset name of each table of the specification.
        fingerprint: of everything the extract was made from, the reader's code included.
    """

    return_name: str
    month: Month
    digest: str
    specification: str
    fingerprint: str
    files: tuple[SourceFile, ...]
    notices: tuple[Notice, ...]
    rows: dict[str, int]


def extract(source: Return, drop: Drop, lake: Lake) -> ExtractedDrop:
    """Read a drop into the lake, unless the same files already are there.

    Raises:
        UnreadableFileError: if a file cannot be read; the lake keeps what it had.
    """
    specification = source.specification(drop.month)
    digest = drop.digest()
    made_from = fingerprint.of(
        digest=digest,
        specification=specification,
        code=source_code.digest(*code_of(source.name), without=code_left_out(source.name)),
    )
    known = extracted(source, drop.month, lake)
    if known is not None and known.fingerprint == made_from:
        return known
    rows: Counter[str] = Counter()
    files: list[SourceFile] = []
    notices: list[Notice] = []
    with lake.replacement(Stage.EXTRACTS, source.name, drop.month) as new:
        for part in _parts(source, drop, specification):
            for table, frame in part.tables.items():
                name = source.asset_name(table)
                new.append(name, frame)
                rows[name] += len(frame)
            files.extend(part.files)
            notices.extend(part.notices)
        manifest = {
            "digest": digest,
            "specification": specification,
            "fingerprint": made_from,
            "files": [_plain(source, asdict(file)) for file in files],
            "notices": [asdict(notice) for notice in notices],
            "rows": dict(rows),
        }
        new.finish(manifest)
    return _from_manifest(source.name, drop.month, manifest)


def _parts(source: Return, drop: Drop, specification: str) -> Iterator[Extract]:
    """What is read of a drop; tables without rows where it has not landed."""
    if drop.landed:
        yield from source.read_parts(drop.folder, specification)
    else:
        tables = source.tables_in(specification)
        yield Extract({name: TextTable(tuple(source.columns(name))).take() for name in tables}, ())


def extracted(source: Return, month: Month, lake: Lake) -> ExtractedDrop | None:
    """What the lake holds of a month's submission; none if it is not read as today's code reads."""
    manifest = lake.manifest(Stage.EXTRACTS, source.name, month, _MANIFEST)
    if manifest is None or not (
        records_all(manifest["files"], SourceFile) and records_all(manifest["notices"], Notice)
    ):
        return None
    return _from_manifest(source.name, month, manifest)


def _plain(source: Return, file: dict[str, Any]) -> dict[str, Any]:
    rows = {source.asset_name(table): count for table, count in file["rows"].items()}
    return {**file, "modified": file["modified"].isoformat(), "rows": rows}


def _from_manifest(return_name: str, month: Month, manifest: dict[str, Any]) -> ExtractedDrop:
    return ExtractedDrop(
        return_name=return_name,
        month=month,
        digest=manifest["digest"],
        specification=manifest["specification"],
        fingerprint=manifest["fingerprint"],
        files=tuple(
            SourceFile(**{**file, "modified": datetime.fromisoformat(file["modified"])})
            for file in manifest["files"]
        ),
        notices=tuple(
            Notice(**{**notice, "kind": NoticeKind(notice["kind"])})
            for notice in manifest["notices"]
        ),
        rows=manifest["rows"],
    )
