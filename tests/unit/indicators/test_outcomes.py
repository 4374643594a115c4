from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ae_pipeline.indicators.outcomes import (
    OutcomesError,
    Statement,
    StatementKind,
    check_outcomes,
    read_outcomes,
    unknown_measures,
)

CONFIG = Path(__file__).parents[3] / "config"


def _read(tmp_path, *rows):
    path = tmp_path / "outcomes.yaml"
    text = "outcomes:\n" + "".join(f"  - {{{row}}}\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    return read_outcomes(path)


def test_nothing_in_the_plan_is_without_a_row():
    statements = read_outcomes(CONFIG / "outcomes.yaml")
    of = Counter((each.kind, each.priority) for each in statements if each.id[0] == "P")
    outcomes = {1: 4, 2: 5, 3: 5, 4: 5, 5: 5, 6: 4, 7: 4, 8: 5}
    elements = {1: 4, 2: 4, 3: 3, 4: 5, 5: 3, 6: 4, 7: 5, 8: 4, 10: 6}
    expected = {(StatementKind.OUTCOME, each): count for each, count in outcomes.items()}
    expected |= {(StatementKind.KEY_ELEMENT, each): count for each, count in elements.items()}
    assert of == expected
    kinds = Counter(each.kind for each in statements)
    assert (kinds[StatementKind.ACHIEVEMENT], kinds[StatementKind.IMPACT]) == (7, 12)


def test_every_priority_has_a_row():
    statements = read_outcomes(CONFIG / "outcomes.yaml")
    assert {each.priority for each in statements} == set(range(1, 11))


def test_a_row_is_placed_by_its_id(tmp_path):
    found = _read(
        tmp_path,
        "id: P03-O2, statement: a, measures: [m]",
        "id: P10-K6, statement: b, evidence: Survey",
        "id: Y27-4, priority: 3, statement: c, measures: [m], evidence: Survey",
        "id: Y27-4-1, priority: 4, statement: d, measures: [m, n]",
    )
    assert found == (
        Statement("P03-O2", StatementKind.OUTCOME, 3, "a", ("m",), None),
        Statement("P10-K6", StatementKind.KEY_ELEMENT, 10, "b", (), "Survey"),
        Statement("Y27-4", StatementKind.ACHIEVEMENT, 3, "c", ("m",), "Survey"),
        Statement("Y27-4-1", StatementKind.IMPACT, 4, "d", ("m", "n"), None),
    )


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (["id: P03-O2, statement: a"], "P03-O2: name measures"),
        (["id: P03-O2, statement: a, measures: []"], "P03-O2: name measures"),
        (["id: P03-O2, measures: [m]"], "says nothing"),
        (["id: P11-O1, statement: a, measures: [m]"], "no id"),
        (["id: P03-X1, statement: a, measures: [m]"], "no id"),
        (["id: Y27-1, statement: a, measures: [m]"], "without its priority"),
        (["id: P03-O2, priority: 4, statement: a, measures: [m]"], "its id tells"),
        (["id: P03-O2, statement: a, measure: m"], "no field is called measure"),
        (["id: P03-O2, statement: a, measures: [m]"] * 2, "there twice"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused(tmp_path, rows, complaint):
    with pytest.raises(OutcomesError, match=complaint):
        _read(tmp_path, *rows)


def test_measures_that_there_are_not_are_named(tmp_path):
    found = _read(
        tmp_path,
        "id: P03-O2, statement: a, measures: [m, n]",
        "id: P03-O3, statement: b, measures: [m]",
    )
    assert unknown_measures(found, {"m"}) == {"P03-O2": ("n",)}
    with pytest.raises(OutcomesError, match="P03-O2: n"):
        check_outcomes(found, {"m"})
    check_outcomes(found, {"m", "n"})
