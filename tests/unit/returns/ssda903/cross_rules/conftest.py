"""Ways to ask a rule of tables written out in a test."""

from collections.abc import Callable

import pandas as pd
import pytest

from ae_pipeline.returns.ssda903.contract import SSDA903
from ae_pipeline.returns.ssda903.cross_rules.columns import Ssda903Columns
from ae_pipeline.validation.context import RuleContext

MARK = "!"
YEAR = "2025-26"
"""Asked unless a test says otherwise: 1 April 2025 to 31 March 2026."""


def written(text: str) -> tuple[pd.DataFrame, list[int]]:
    """A table as it stands in a test, and the positions of the rows that begin with ``!``.

    The first line names the columns; cells are parted by spaces and ``-`` is an empty cell.
    """
    header, *rows = [line.split() for line in text.strip().splitlines()]
    marked = [position for position, row in enumerate(rows) if row[0] == MARK]
    cells = [row[1:] if row[0] == MARK else row for row in rows]
    assert {len(row) for row in cells} <= {len(header)}, "a row has too few or too many cells"
    filled = [[None if cell == "-" else cell for cell in row] for row in cells]
    return pd.DataFrame(filled, columns=header, dtype=object), marked


def frames(tables: dict[str, str] | None) -> dict[str, pd.DataFrame] | None:
    return None if tables is None else {name: written(text)[0] for name, text in tables.items()}


@pytest.fixture
def evaluate() -> Callable[..., dict[str, list[int]] | None]:
    """Ask a rule of written tables: what it answers.

    ``given`` goes to the return's ``evaluate`` as it is: ``specification``, ``authority`` …
    """

    def evaluated(code, tables, previous=None, providers=None, **given):
        return SSDA903.evaluate(
            code,
            frames(tables),
            previous=frames(previous),
            providers=None if providers is None else written(providers)[0],
            **{"specification": YEAR, **given},
        )

    return evaluated


@pytest.fixture
def found_as_marked(evaluate) -> Callable[..., None]:
    """Ask a rule of written tables, and insist that it finds the rows marked ``!`` and no other."""

    def check(code, tables, previous=None, providers=None, **given):
        expected = {table: marked for table, text in tables.items() if (marked := written(text)[1])}
        answer = evaluate(code, tables, previous, providers, **given)
        assert answer is not None, "the rule could not be asked"
        assert {table: rows for table, rows in answer.items() if rows} == expected

    return check


@pytest.fixture
def evidence() -> Callable[..., Ssda903Columns]:
    """What rules are asked of, from written tables."""

    def gathered(tables, previous=None, **given):
        context = RuleContext(previous=frames(previous), **{"specification": YEAR, **given})
        return SSDA903.ruleset.columns_of(frames(tables), context)

    return gathered
