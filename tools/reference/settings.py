"""The page of settings: environment variables, and the files of ``config/``."""

from __future__ import annotations

import inspect
import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from ae_pipeline.settings import Authority, QualityConfig, Settings
from tools.reference import markdown as md

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

_ATTRIBUTE = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)
_TYPED: dict[str, type[BaseModel]] = {"authority.yaml": Authority, "quality.yaml": QualityConfig}


def page(config: Path) -> str:
    """The page.

    Args:
        config: folder of configuration files, whose opening comments are shown.
    """
    prefix = Settings.model_config["env_prefix"]
    described = dict(_ATTRIBUTE.findall(inspect.getdoc(Settings) or ""))
    return md.page(
        "Settings",
        "## Environment",
        "Read when a command starts. A wrong value is reported and ends it with exit code 2.",
        md.table(
            ("Variable", "Default", "Meaning"),
            (
                (
                    md.code(f"{prefix}{name.upper()}"),
                    _default(field),
                    _described(described[name], field),
                )
                for name, field in Settings.model_fields.items()
            ),
        ),
        "## Configuration files",
        "In the folder that `AE_CONFIG` names. All are data; none is code.",
        *_files(config),
    )


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is None:
        return "none"
    # A folder of this package is shown by its name, not by where this machine has it.
    shown = value.name if isinstance(value, Path) and value.is_absolute() else str(value)
    return md.code(shown)


def _described(description: str, field: FieldInfo) -> str:
    text = description[0].upper() + description[1:]
    kind = field.annotation
    if inspect.isclass(kind) and issubclass(kind, StrEnum):
        return f"{text} One of {', '.join(md.code(member.value) for member in kind)}."
    return text


def _files(config: Path) -> Iterator[str]:
    for path in sorted(config.rglob("*.yaml")):
        name = path.relative_to(config).as_posix()
        yield f"### `{name}`"
        yield _opening_comment(path)
        if name in _TYPED:
            fields = _TYPED[name].model_fields
            yield f"Keys: {', '.join(map(md.code, fields))}. Any other key is refused."
    for path in sorted(config.glob("*.csv")):
        yield f"### `{path.name}`"
        with path.open(encoding="utf-8") as file:
            columns = file.readline().strip().split(",")
        yield f"Columns: {', '.join(map(md.code, columns))}."


def _opening_comment(path: Path) -> str:
    """The comment that a file opens with, as it is laid out there."""
    lines = []
    for text in path.read_text(encoding="utf-8").splitlines():
        if not text.startswith("#"):
            break
        lines.append(text[1:].removeprefix(" "))
    return "\n".join(["```text", *lines, "```"])
