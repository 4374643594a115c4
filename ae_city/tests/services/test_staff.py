"""Staff of the whole city meets the published figures of every 30 September."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from ae_city.services.census import tell_census
from ae_city.services.figures import read_services
from ae_city.services.posts import tell_posts
from ae_city.services.staff import YEARS, september, tell_staff
from ae_city.services.telling import as_text
from ae_city.services.working_days import (
    month_ends,
    working_days_between,
    working_days_from,
    working_days_later,
    years_to_march,
)
from ae_city.services.workload import part_of_year, tell_absences, tell_cases
from ae_pipeline.settings import DEFAULT_CONFIG

FIGURES = read_services(DEFAULT_CONFIG).workforce
NOBODY = SimpleNamespace(lives=())
PUBLISHED = {
    # year: in post, their FTE, leavers, theirs, agency, theirs, cases, FTE of holders, days lost
    2022: (152, 148.9, 28, 25.5, 25, 25.0, 1843, 96.9, 1828.0),
    2023: (165, 162.3, 24, 22.2, 40, 39.8, 2259, 107.2, 1920.7),
    2024: (172, 169.1, 23, 22.6, 30, 29.6, 1776, 110.2, 1575.6),
    2025: (176, 172.8, 15, 14.0, 17, 16.7, 1351, 85.7, 1437.2),
}


@pytest.fixture(scope="module")
def staff():
    return tell_staff(NOBODY, FIGURES, 1.0, 2024)


@pytest.fixture(scope="module")
def cases(staff):
    ends = month_ends(date(2021, 9, 1), date(2026, 3, 31))
    return tell_cases(staff, FIGURES, ends, 1.0, 2024)


@pytest.fixture(scope="module")
def absences(staff):
    return tell_absences(staff, FIGURES, 1.0, 2024)


@pytest.mark.parametrize("year", PUBLISHED)
def test_a_census_counted_row_by_row_is_the_published_one(staff, cases, absences, year):
    tables = tell_census(staff, cases, absences, FIGURES, year, authority=879, scale=1.0)
    rows = tables["CSWWWorker"].fillna("").to_dict("records")
    posts = [row for row in rows if row["AgencyWorker"] == "0" and not row["RoleEndDate"]]
    left = [row for row in rows if row["RoleEndDate"]]
    agency = [row for row in rows if row["AgencyWorker"] == "1"]
    holders = [row for row in rows if row["Cases30"] not in {"", "0"}]
    assert (
        len(posts),
        round(sum(float(row["FTE30"]) for row in posts), 1),
        len(left),
        round(sum(float(row["FTE"]) for row in left), 1),
        len(agency),
        round(sum(float(row["FTE30"]) for row in agency), 1),
        sum(int(row["Cases30"]) for row in holders),
        round(sum(float(row["FTE30"]) for row in holders), 1),
        round(sum(float(row["WorkingDaysLost"] or 0) for row in rows), 1),
    ) == PUBLISHED[year]


def test_nobody_has_two_roles_at_once_or_hours_out_of_bounds(staff):
    assert staff.spells["worker_id"].is_unique
    assert ((staff.hours >= 0.4) & (staff.hours <= 1)).all()
    assert (staff.spells["end"] > staff.spells["start"]).all()


def test_the_workers_of_looked_after_children_are_those_who_stay_longest():
    known = [SimpleNamespace(allocations=(SimpleNamespace(worker=f"SW{n}"),)) for n in (7, 8, 9)]
    told = tell_staff(SimpleNamespace(lives=known), FIGURES, 1.0, 2024).spells
    employed = told[~told["agency"]]
    horizon = september(YEARS[-1])
    length = employed["end"].clip(upper=horizon) - employed["start"].clip(
        lower=september(YEARS[0]) - 1
    )
    assert set(employed["worker_id"][length.nlargest(3).index]) == {"SW7", "SW8", "SW9"}


def test_vacant_posts_of_all_teams_add_up_and_are_among_the_posts(staff):
    posts = tell_posts(staff, FIGURES, np.array([september(2024)]), 1.0)
    assert round(posts["vacant"].sum(), 1) == 56.0
    assert round(posts["covered"].sum(), 1) == 29.6
    assert round(posts["posts"].sum(), 1) == round(169.1 + 56.0, 1)
    assert (posts["covered"] <= posts["vacant"]).all()
    assert (posts["vacant"] <= posts["posts"]).all()


def test_sickness_of_one_worker_never_overlaps(absences):
    sick = absences[absences["reason"] == "SIC"].sort_values(["spell", "start"])
    for _, spells in sick.groupby("spell"):
        ends, starts = spells["end"].to_numpy()[:-1], spells["start"].to_numpy()[1:]
        assert (starts > ends).all()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-09-30", (2024, 0.0)),
        ("2024-10-31", (2024, 1 / 12)),
        ("2025-03-31", (2024, 6 / 12)),
        ("2025-08-31", (2024, 11 / 12)),
    ],
)
def test_how_much_of_a_workforce_year_has_passed(day, expected):
    number = int(np.datetime64(day).astype(int))
    assert part_of_year(number) == expected


def test_working_days_leave_out_weekends_and_bank_holidays():
    # Thursday before Easter 2025: Good Friday and Easter Monday are bank holidays
    thursday = np.array([np.datetime64("2025-04-17").astype(int)])
    later = working_days_later(thursday, 1)
    assert str(later.astype("datetime64[D]")[0]) == "2025-04-22"
    assert working_days_between(thursday, later)[0] == 2
    assert len(working_days_from(int(thursday[0]), int(later[0]))) == 2


def test_the_collection_year_turns_on_the_first_of_april():
    days = np.array(["2025-03-31", "2025-04-01"], dtype="datetime64[D]").astype(np.int64)
    assert years_to_march(days).tolist() == [2025, 2026]


def test_numbers_and_days_are_written_as_a_file_has_them():
    import pandas as pd  # noqa: PLC0415

    rows = pd.DataFrame(
        {
            "day": pd.Series(["2025-03-01", None], dtype="datetime64[s]"),
            "share": [0.80001, 2.0],
            "count": pd.array([3, None], dtype="Int64"),
        }
    )
    assert as_text(rows).fillna("").to_numpy().tolist() == [
        ["01/03/2025", "0.8", "3"],
        ["", "2", ""],
    ]
