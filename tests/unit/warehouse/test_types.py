from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import StatementError

from ae_pipeline.warehouse.types import Exact, Moment

table = sa.Table(
    "sample",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("number", Exact),
    sa.Column("moment", Moment),
)


@pytest.fixture
def sample(empty):
    table.create(empty)
    return empty


@pytest.mark.parametrize(
    "number", ["11.574953", "0.000001", "65", "0", "-3.5", "999999999.999999", None]
)
def test_a_decimal_comes_back_as_it_went(sample, number):
    told = None if number is None else Decimal(number)
    with sample.begin() as connection:
        connection.execute(sa.insert(table), [{"id": 1, "number": told}])
        assert connection.scalar(sa.select(table.c.number)) == told


def test_decimals_sort_and_compare_as_numbers(sample):
    with sample.begin() as connection:
        rows = [{"id": i, "number": Decimal(n)} for i, n in enumerate(["9", "10", "9.5"])]
        connection.execute(sa.insert(table), rows)
        order = connection.scalars(sa.select(table.c.number).order_by(table.c.number)).all()
        assert order == [9, Decimal("9.5"), 10]
        over = sa.select(sa.func.count()).where(table.c.number > Decimal("9.4"))
        assert connection.scalar(over) == 2


def test_a_moment_comes_back_as_the_same_moment_in_utc(sample):
    summer = datetime(2025, 9, 30, 12, 0, tzinfo=timezone(timedelta(hours=1)))
    with sample.begin() as connection:
        connection.execute(sa.insert(table), [{"id": 1, "moment": summer}])
        found = connection.scalar(sa.select(table.c.moment))
    assert found == summer
    assert found.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(sample):
    with sample.begin() as connection, pytest.raises(StatementError, match="time zone"):
        connection.execute(
            sa.insert(table),
            [{"id": 1, "moment": datetime(2025, 9, 30)}],  # noqa: DTZ001
        )
