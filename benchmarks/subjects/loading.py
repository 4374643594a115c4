"""Loading the definitions, as the Dagster server and every run do first."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def prepare(_folder: Path) -> Callable[[], dict[str, float]]:
    """Nothing: the import is the work."""

    def work() -> dict[str, float]:
        loaded = import_module("ae_pipeline.definitions").definitions()
        return {"assets": len(list(loaded.resolve_all_asset_specs()))}

    return work
