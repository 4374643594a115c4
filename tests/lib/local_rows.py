"""Rows of a return as its reader gives them, for tests: good ones, some cells changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ae_pipeline.returns.declared import DeclaredReturn
    from ae_pipeline.validation.verdict import Verdict

    Row = Mapping[str, str | None]


def text_rows(source: DeclaredReturn, table: str, *rows: Row) -> pd.DataFrame:
    """Rows as the reader gives them."""
    columns = {
        name: pd.array([row.get(name) for row in rows], dtype="str")
        for name in source.columns(table)
    }
    where = {
        "_file": pd.array([f"{table}.csv"] * len(rows), dtype="str"),
        "_row": np.arange(1, len(rows) + 1, dtype="int64"),
    }
    return pd.DataFrame({**columns, **where})


def judged(source: DeclaredReturn, table: str, *rows: Row) -> Verdict:
    """What the newest contract of a table says of some rows."""
    return source.validate(table, text_rows(source, table, *rows), source.specifications[-1])


def broken(source: DeclaredReturn, table: str, good: Row, **changed: str | None) -> set[str]:
    """Codes of the rules that a good row breaks once some of its cells are changed."""
    return set(judged(source, table, {**good, **changed}).findings["rule"])
