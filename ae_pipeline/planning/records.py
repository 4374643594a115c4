"""What each step of a month read and made when it last ran, and how its checks ended.

One JSON file a step, ``lake/records/<month>/<step>.json``. It holds digests, names of files and
counts, and never a value of a row.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ae_pipeline.periods import Month

Value: TypeAlias = "str | dict[str, str] | None"
"""What an input is: one text, digests by name, or nothing where it is not there."""

UNPARTITIONED = "reference"
"""Stands where a month does for what is of no month."""
_GRAPH = "graph.json"
_FIGURES = "figures.json"


@dataclass(frozen=True)
class CheckRecord:
    """How an asset check ended.

    Attributes:
        asset: key as text: ``validated/cin/reviews``.
        blocking: whether figures that rest on the asset stop when it fails.
        message: counts and names, for the one who runs the month.
    """

    asset: str
    name: str
    passed: bool
    blocking: bool
    message: str


@dataclass(frozen=True)
class StepRecord:
    """What a step read and made.

    Attributes:
        step: name: ``validated/cin``.
        inputs: by name (``planning.present`` says which there are), their value when it ran.
        outputs: likewise, what it left.
        made: digest of what it wrote to the warehouse; empty where it wrote nothing there.
        checks: all that it evaluated.
    """

    step: str
    inputs: Mapping[str, Value]
    outputs: Mapping[str, Value]
    made: str = ""
    checks: tuple[CheckRecord, ...] = ()


class Records:
    """The records of a home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, month: Month | None, step: str) -> StepRecord | None:
        """What a step recorded for a month, or for none; nothing if it never ended."""
        path = self._path(month, step)
        if not path.is_file():
            return None
        content = json.loads(path.read_text(encoding="utf-8"))
        return StepRecord(
            content["step"],
            content["inputs"],
            content["outputs"],
            content["made"],
            tuple(CheckRecord(**check) for check in content["checks"]),
        )

    def write(self, month: Month | None, record: StepRecord) -> None:
        """Put a record in the place of the step's last one."""
        _write(self._path(month, record.step), asdict(record))

    def figures(self, month: Month) -> str | None:
        """What the figures of a month are, by digest; none if it has none."""
        path = self.folder / str(month) / _FIGURES
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def write_figures(self, month: Month, subject: str, digest: str) -> None:
        """Note what the figures of a subject of a month are."""
        known = json.loads(self.figures(month) or "{}")
        _write(
            self.folder / str(month) / _FIGURES, dict(sorted({**known, subject: digest}.items()))
        )

    def graph(self) -> tuple[Value, dict[str, list[str]]] | None:
        """What the steps were made from, and each step with those it follows; none if unknown."""
        path = self.folder / _GRAPH
        if not path.is_file():
            return None
        content = json.loads(path.read_text(encoding="utf-8"))
        return content["made_from"], content["steps"]

    def write_graph(self, made_from: Value, steps: Mapping[str, list[str]]) -> None:
        """Remember which steps there are."""
        _write(self.folder / _GRAPH, {"made_from": made_from, "steps": dict(steps)})

    def _path(self, month: Month | None, step: str) -> Path:
        name = UNPARTITIONED if month is None else str(month)
        return self.folder / name / f"{step.replace('/', '.')}.json"


def _write(path: Path, content: Mapping[str, object]) -> None:
    restricted_folder(path.parent)
    new = path.with_name(f".{path.name}.new")
    new.write_text(json.dumps(content), encoding="utf-8")
    new.replace(path)


def restricted_folder(folder: Path) -> None:
    """Make a folder of records, or of a month in it, closed to everyone but its owner."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in (folder, folder.parent):
        each.chmod(0o700)
