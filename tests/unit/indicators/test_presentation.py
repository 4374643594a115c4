from decimal import Decimal

import pytest

from ae_pipeline.indicators.presentation import display
from ae_pipeline.measures.definition import Unit


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (Decimal("11.574953"), Unit.PERCENT, 0, "12%"),
        (Decimal("69.272"), Unit.PER_10_000, 1, "69.3"),
        (Decimal("18.2"), Unit.MEAN, 1, "18.2"),
        (Decimal(1204), Unit.COUNT, 0, "1,204"),
        (Decimal("0.000000"), Unit.PERCENT, 0, "0%"),
        (None, Unit.PERCENT, 0, "n/a"),
    ],
)
def test_a_value_is_printed_at_its_published_decimals(value, unit, decimals, text):
    assert display(value, unit, decimals) == text
