"""Whether a result would come out the same: one digest over all its inputs.

A step compares the fingerprint of its inputs, configuration and code with the one recorded
with its last result, and does nothing where they agree.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@lru_cache
def code(*folders: str) -> str:
    """Digest of the package's own source under some of its folders or modules."""
    total = hashlib.sha256()
    for folder in folders:
        place = _PACKAGE / folder
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            total.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            total.update(path.read_bytes())
    return total.hexdigest()


def of(**parts: object) -> str:
    """Digest of named parts; each must be plain data."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()
