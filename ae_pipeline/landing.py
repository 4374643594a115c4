"""Which drop of a return a month reads.

A drop is the folder ``landing/<YYYY-MM>/<return>/``. A month reads the newest drop not later than
itself; which earlier ones its figures look back to is in ``facts.history``. Nothing is opened but
to take its SHA-256.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_pipeline.errors import PipelineError
from ae_pipeline.periods import Month

if TYPE_CHECKING:
    from pathlib import Path


class NoDropError(PipelineError):
    """No extract of a return has landed in or before a month."""


@dataclass(frozen=True)
class Drop:
    """One delivery of a return's files."""

    return_name: str
    month: Month
    folder: Path

    @property
    def landed(self) -> bool:
        """Whether there is one: a return may never have come."""
        return self.folder.is_dir()

    def age(self, month: Month) -> int:
        """Months by which the drop is older than the month that reads it."""
        return month.since(self.month)

    def digest(self) -> str:
        """SHA-256 over the names and contents of its files, in order."""
        total = hashlib.sha256()
        for path in sorted(path for path in self.folder.rglob("*") if path.is_file()):
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            total.update(f"{path.relative_to(self.folder).as_posix()}\0{content}\n".encode())
        return total.hexdigest()


def drops(landing: Path, return_name: str) -> list[Drop]:
    """All drops of a return, oldest first. Folders that are not months are passed over."""
    found = []
    for folder in landing.glob(f"*/{return_name}"):
        try:
            month = Month.parse(folder.parent.name)
        except ValueError:
            continue
        if folder.is_dir() and any(path.is_file() for path in folder.rglob("*")):
            found.append(Drop(return_name, month, folder))
    return sorted(found, key=lambda drop: drop.month)


def drop_for(landing: Path, return_name: str, month: Month) -> Drop:
    """The newest drop not later than a month.

    Raises:
        NoDropError: if none has landed by then.
    """
    by_then = [drop for drop in drops(landing, return_name) if drop.month <= month]
    if not by_then:
        raise NoDropError(
            f"No {return_name} extract has landed in or before {month}. Put its files into "
            f"{landing / str(month) / return_name} and run the month again."
        )
    return by_then[-1]


def drop_if_any(landing: Path, return_name: str, month: Month) -> Drop:
    """As ``drop_for``; but where none has landed, a drop of the month that says it has not."""
    try:
        return drop_for(landing, return_name, month)
    except NoDropError:
        return Drop(return_name, month, landing / str(month) / return_name)


def reported_for(submitted: Month, newest: Month, month: Month) -> tuple[Month, ...]:
    """The months for which a submission that a month reads is reported.

    Each is reported for its own month; the newest, which the month itself reads, for that too.

    Args:
        submitted: month of the submission.
        newest: month of the newest submission that the month reads.
        month: reporting month.
    """
    return (submitted, month) if submitted == newest != month else (submitted,)
