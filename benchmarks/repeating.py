"""A return of any size from a small one: its children again and again, under new ids.

Here: files of text cells with a ``CHILD`` column. Not here: what the cells say (``sample``).
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from ae_pipeline.errors import PipelineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

Sample = dict[str, list[list[str]]]
"""By file name, the header and the rows."""
_CHILD, _OF_HEADER = "CHILD", "ETHNIC"


class NoSampleError(PipelineError):
    """A folder has no SSDA903 return that could be repeated."""


def read_sample(folder: Path) -> Sample:
    """The CSV files of a folder that have a ``CHILD`` column; files of anything else are left out.

    Raises:
        NoSampleError: if none of them is a Header file with a child in it.
    """
    sample: Sample = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.reader(file) if row]
        if rows and _CHILD in rows[0]:
            sample[path.name] = rows
    if not any(_OF_HEADER in rows[0] for rows in sample.values()):
        raise NoSampleError(
            f"{folder} has no CSV file of the table Header of SSDA903: put a return's files into "
            "it, or measure with the invented one."
        )
    if not _children(sample):
        raise NoSampleError(f"The Header file in {folder} has no child in its column {_CHILD}.")
    return sample


def write_repeated(sample: Sample, children: int, folder: Path) -> int:
    """Write a return of so many children.

    Every copy of a child has an id of its own, the same in all tables; an empty id stays empty.
    Nothing else is changed. The last copy has as many children as are still wanted.

    Args:
        sample: files to repeat.
        children: of the table Header, one to an id.
        folder: gets the files; made if missing.

    Returns:
        Data rows written.
    """
    copies = list(_copies(_children(sample), children))
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, (header, *rows) in sample.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            for row in _repeated(rows, header.index(_CHILD), copies):
                writer.writerow(row)
                count += 1
    return count


def _children(sample: Mapping[str, Sequence[Sequence[str]]]) -> list[str]:
    """Ids in the Header file, each once, in its order."""
    rows = next(rows for rows in sample.values() if _OF_HEADER in rows[0])
    place = rows[0].index(_CHILD)
    return list(dict.fromkeys(row[place] for row in rows[1:] if row[place]))


def _copies(ids: Sequence[str], children: int) -> Iterator[frozenset[str] | None]:
    """By copy, the ids it is made of; ``None`` where all rows are wanted, of whomever they are."""
    whole, rest = divmod(children, len(ids))
    for _ in range(whole):
        yield None
    if rest:
        yield frozenset(ids[:rest])


def _repeated(
    rows: Sequence[Sequence[str]], place: int, copies: Iterable[frozenset[str] | None]
) -> Iterator[list[str]]:
    for copy, children in enumerate(copies):
        for row in rows:
            child = row[place]
            if children is None or child in children:
                yield [*row[:place], f"{copy}-{child}" if child else "", *row[place + 1 :]]
