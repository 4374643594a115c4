"""Whether a result would come out the same: one digest over all its inputs.

A step compares the fingerprint of its inputs, configuration and code with the one recorded
with its last result, and does nothing where they agree.
"""

from __future__ import annotations

import hashlib
import json


def of(**parts: object) -> str:
    """Digest of named parts; each must be plain data."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()
