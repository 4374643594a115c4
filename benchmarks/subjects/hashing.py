"""One pass over the bytes of a return: less than this no reader can do."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def prepare(folder: Path) -> Callable[[], dict[str, float]]:
    """Nothing to prepare."""

    def work() -> dict[str, float]:
        size = 0
        for path in sorted(folder.glob("*.csv")):
            with path.open("rb") as file:
                hashlib.file_digest(file, "sha256")
            size += path.stat().st_size
        return {"bytes": size}

    return work
