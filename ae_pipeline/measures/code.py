"""Which modules decide the counts of measures, by name; the planner and the stage digest the same.

Nothing here imports a measure: a planner compares digests of a month in which nothing may have
changed.
"""

from __future__ import annotations

from ae_pipeline import source_code

COUNTING_WITHOUT = (
    *source_code.STORING,
    *("people.index", "people.building", "returns.fact_tables"),
)
"""What these make is an input of its own, or changes nothing in the counts."""
_DEFINITION_WITHOUT = (*source_code.STORING, "measures.tables_read", "returns", "validation")
"""Codes of returns stand in the text of a select, and decide no table of it."""


def counting_modules(module: str) -> tuple[str, ...]:
    """Modules that count the measures of a module of ``key_indicators``."""
    return ("engines", "measures.measuring", _key_indicators(module))


def counting_code(module: str) -> str:
    """Digest of all that decides the counts of a module of ``key_indicators``."""
    return source_code.digest(*counting_modules(module), without=COUNTING_WITHOUT)


def definition_code(module: str) -> str:
    """Digest of all that decides which tables a module of ``key_indicators`` reads."""
    return source_code.digest(_key_indicators(module), without=_DEFINITION_WITHOUT)


def _key_indicators(module: str) -> str:
    return f"measures.key_indicators.{module}"
