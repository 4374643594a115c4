"""What the inputs of steps are now, by their names.

A name is ``<kind>:<subject>``. Each function that makes one is here beside the look-up of it, and
a record keeps both the name and what it stood for, so that a plan is made without knowing what a
step does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ae_pipeline import source_code
from ae_pipeline.landing import drops
from ae_pipeline.periods import Month
from ae_pipeline.planning.file_digests import FileDigests
from ae_pipeline.planning.records import Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ae_pipeline.planning.records import Value
    from ae_pipeline.settings import Settings

RECORDS = "records"
_FILE_DIGESTS = "file_digests.json"
_OF_MONTHS = 61
"""Months of figures that an assessment looks back over: five years, and the month itself."""


def submission(return_name: str, month: Month) -> str:
    """The files of a return that a month brought."""
    return f"submission:{month}/{return_name}"


def submissions(return_name: str, month: Month) -> str:
    """The months, not later than one, in which a return was submitted."""
    return f"submissions:{month}/{return_name}"


def config(path: str) -> str:
    """A file or folder of the configuration."""
    return f"config:{path}"


def code(*modules: str, without: Iterable[str] = ()) -> str:
    """Modules of this package with all they import, but for some."""
    left_out = "".join(f"-{name}" for name in sorted(without))
    return f"code:{'+'.join(sorted(modules))}{left_out}"


def table_set(stage: str, source: str, month: Month, tables: Iterable[str] | None = None) -> str:
    """Tables of the lake: all of a set, or those named."""
    chosen = "" if tables is None else f"#{','.join(sorted(tables))}"
    return f"lake:{stage}/{source}/{month}{chosen}"


def made_by(step: str, month: Month | None) -> str:
    """What a step wrote to the warehouse."""
    return f"step:{month or ''}@{step}"


def figures_up_to(month: Month) -> str:
    """The figures that steps published for a month and for those before it."""
    return f"figures:{month}"


def figures_of(month: Month) -> str:
    """The figures that steps published for a month."""
    return f"month_figures:{month}"


def setting(name: str) -> str:
    """A setting of the environment, in plain text."""
    return f"setting:{name}"


KEY = "key:pseudonyms"
"""The key that pseudonyms were made with, by its check value."""
WAREHOUSE = "warehouse:"
"""Which warehouse is written to, and whether it is there at all."""


class Present:
    """Looks up inputs. Each is looked up once; make another to see what has changed since."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.records = Records(settings.lake / RECORDS)
        self._digests = FileDigests(settings.lake / RECORDS / _FILE_DIGESTS)
        self._kinds: dict[str, Callable[[str], Value]] = {
            "submission": self._submission,
            "submissions": self._submissions,
            "config": self._config,
            "code": self._code,
            "lake": self._lake,
            "step": self._step,
            "figures": self._figures,
            "month_figures": lambda month: self.records.figures(Month.parse(month)),
            "key": lambda _: _text(settings.lake / "key_check"),
            "setting": lambda name: str(getattr(settings, name)),
            "warehouse": lambda _: self._warehouse(),
        }
        self._known: dict[str, Value] = {}

    def value(self, name: str) -> Value:
        """What an input is now.

        Raises:
            KeyError: if it is of no known kind.
        """
        if name not in self._known:
            kind, _, subject = name.partition(":")
            self._known[name] = self._kinds[kind](subject)
        return self._known[name]

    def values(self, names: Iterable[str]) -> dict[str, Value]:
        """What several inputs are now."""
        found = {name: self.value(name) for name in dict.fromkeys(names)}
        self._digests.remember()
        return found

    def _submission(self, subject: str) -> Value:
        return self._digests.under(self._settings.landing / subject)

    def _submissions(self, subject: str) -> Value:
        month, _, name = subject.partition("/")
        last = Month.parse(month)
        landed = drops(self._settings.landing, name)
        return ", ".join(str(each.month) for each in landed if each.month <= last)

    def _config(self, subject: str) -> Value:
        path = self._settings.config / subject
        if path.is_dir():
            return self._digests.under(path)
        return self._digests.of(path) if path.is_file() else None

    def _code(self, subject: str) -> Value:
        modules, *without = subject.split("-")
        return source_code.digest(*modules.split("+"), without=tuple(without))

    def _lake(self, subject: str) -> Value:
        place, _, chosen = subject.partition("#")
        path = self._settings.lake / place / "digests.json"
        if not path.is_file():
            return None
        digests: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        if not chosen:
            return digests
        return {name: digests[name] for name in chosen.split(",") if name in digests}

    def _step(self, subject: str) -> Value:
        month, _, step = subject.partition("@")
        record = self.records.of(Month.parse(month) if month else None, step)
        return None if record is None else record.made

    def _figures(self, subject: str) -> Value:
        last = Month.parse(subject)
        months = (last.plus(-back) for back in range(_OF_MONTHS))
        return {
            str(month): digest
            for month in months
            if (digest := self.records.figures(month)) is not None
        }

    def _warehouse(self) -> Value:
        if self._settings.warehouse_url is not None:
            return source_code.text_digest(self._settings.database_url)
        there = (self._settings.home / "warehouse.db").is_file()
        return "warehouse.db" if there else None


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
