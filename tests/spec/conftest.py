"""A measure's spec: a table of invented people in, whole numbers out.

Each row of a table is a person whose id says which rule of the definition they show, with the
numerator expected of them, or none where they are not in the population.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import pytest
from inventing import Invented, frames, rows

from ae_pipeline.engines.choosing import open_engine
from ae_pipeline.measures.catalogue import measure
from ae_pipeline.measures.counting import Counted, count
from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.periods import Month

if TYPE_CHECKING:
    from ae_pipeline.engines.base import Engine

Check = Callable[..., Counted]


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with open_engine("duckdb") as opened:
        yield opened


@pytest.fixture
def check(engine: Engine) -> Check:
    def check_measure(
        measure_id: str,
        people: Sequence[Invented],
        *,
        total: tuple[int, int | None],
        month: str = "2025-03",
    ) -> Counted:
        """Assert who is in the population and counts, and the total (worked out by hand)."""
        engine.load(frames(rows(people)))
        requested = measure(measure_id)
        counted = count(engine, requested, requested.period(Month.parse(month)), "E06000026")
        results: dict[str, list[int]] = {}
        for who, numerator in zip(
            counted.membership["person_id"], counted.membership["numerator"], strict=True
        ):
            results.setdefault(who, []).append(numerator)
        expected = {one.why: sorted(one.expect) for one in people if one.expect}
        assert {who: sorted(numbers) for who, numbers in results.items()} == expected
        whole = counted.counts.query("breakdown == @TOTAL", local_dict={"TOTAL": TOTAL}).iloc[0]
        if total[1] is None:
            assert whole.isna()["denominator"]
        else:
            assert whole["denominator"] == total[1]
        assert whole["numerator"] == total[0]
        return counted

    return check_measure
