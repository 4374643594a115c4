"""``ae --help``: what someone who wants to read a line of help waits for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def prepare(_folder: Path) -> Callable[[], dict[str, float]]:
    """Nothing: the import is the work."""

    def work() -> dict[str, float]:
        app = import_module("ae_pipeline.cli").app
        app(["--help"], standalone_mode=False)
        return {}

    return work
