"""Which person-keyed tables each measure reads, as data: working it out builds every select.

``tables_read.json`` has them by module of ``key_indicators``, each with a digest of the code that
decides them. Where that code has changed the record does not hold, and a measure's tables are
found in its select; ``make docs`` records them anew (``record_tables``).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from ae_pipeline.measures.code import definition_code

RECORD = Path(__file__).with_suffix(".json")
CODE, TABLES = "code", "tables"


@cache
def recorded(module: str) -> dict[str, tuple[str, ...]]:
    """Tables by measure of a module of ``key_indicators``; none if its code has changed."""
    entry = _content().get(module)
    if entry is None or entry[CODE] != definition_code(module):
        return {}
    return {measure: tuple(tables) for measure, tables in entry[TABLES].items()}


@cache
def _content() -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = json.loads(RECORD.read_text(encoding="utf-8"))
    return content
