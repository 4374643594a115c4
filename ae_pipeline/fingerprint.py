"""Whether a result would come out the same: one digest over all its inputs.

A step compares the fingerprint of its inputs, configuration and code with the one recorded
with its last result, and does nothing where they agree.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@lru_cache
def code(*folders: str) -> str:
    """Digest of source under some folders or modules of the package.

    A package of a return may lie elsewhere: then the path is a full one.
    """
    total = hashlib.sha256()
    for folder in folders:
        place = _PACKAGE / folder
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            total.update(os.path.relpath(path, _PACKAGE).encode() + b"\0")
            total.update(_content(path))
    return total.hexdigest()


@lru_cache
def _content(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def of(**parts: object) -> str:
    """Digest of named parts; each must be plain data."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()
