import shutil
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from ae_city import write_landing
from ae_city.care.lives import tell_city
from ae_city.care.targets import ANCHOR_YEAR, YEARS, Targets, last_day
from ae_city.configuration import DEFAULTS
from ae_city.quotas import QuotaError
from ae_pipeline import returns
from ae_pipeline.periods import Month
from ae_pipeline.settings import DEFAULT_CONFIG

SSDA903 = returns.load("ssda903")


@pytest.fixture(
    scope="module",
    params=[(scale, seed) for scale in (0.01, 0.016, 0.02, 0.05, 0.1) for seed in (1, 3, 2024)],
    ids=lambda param: f"scale {param[0]}, seed {param[1]}",
)
def small(request):
    """A small authority's figures and its lives."""
    scale, seed = request.param
    targets = Targets(DEFAULT_CONFIG, scale)
    return targets, tell_city(targets, seed)


def usual_periods(city):
    return [
        (life.person, period)
        for life in city.lives
        for period in life.periods
        if not period.stay.short_breaks
    ]


def moves_in(period, year):
    """Moves to another carer within a collection year, temporary stays passed over."""
    return sum(
        after.rne in {"P", "B"} and not {before.place[0], after.place[0]} & {"T"}
        for before, after in pairwise(period.episodes)
        if date(year - 1, 4, 1) <= after.start <= last_day(year)
    )


def test_a_small_city_has_its_share_of_children_looked_after_at_every_year_end(small):
    targets, city = small
    periods = usual_periods(city)
    for year in (year for year in YEARS if year <= ANCHOR_YEAR):
        there = sum(period.stay.covers(last_day(year)) for _, period in periods)
        assert there == targets.count("stock", "looked_after", year)


def test_care_begins_after_birth_lasts_and_ends_by_18_at_any_scale(small):
    for person, period in usual_periods(small[1]):
        stay = period.stay
        assert person.born < stay.start < stay.ended
        assert stay.end is None or stay.end <= person.birthday(18)


def test_periods_of_care_of_one_child_do_not_overlap_at_any_scale(small):
    for life in small[1].lives:
        for one, other in pairwise(period.stay for period in life.periods):
            assert one.end is not None
            assert one.end < other.start


def test_episodes_tell_a_period_of_care_without_a_gap_at_any_scale(small):
    for _, period in usual_periods(small[1]):
        chain = period.episodes
        assert chain[0].start == period.stay.start
        assert chain[-1].end == period.stay.end
        assert all(one.end == other.start for one, other in pairwise(chain))


def test_numbers_are_not_given_twice_at_any_scale(small):
    people = [life.person for life in small[1].lives]
    assert len({person.child_id for person in people}) == len(people)
    upns = [person.school_id for person in people if person.school_id is not None]
    assert len(set(upns)) == len(upns)


def test_no_more_children_move_often_than_the_figure_says_at_any_scale(small):
    targets, city = small
    for year in YEARS:
        often = sum(
            moves_in(period, year) >= 2
            for _, period in usual_periods(city)
            if period.stay.covers(last_day(year))
        )
        assert often <= targets.count("stability", "three_or_more", year)


@pytest.mark.parametrize("scale", [0.01, 0.02, 0.05])
def test_a_small_clean_city_gives_no_finding(tmp_path, scale):
    report = write_landing(
        tmp_path,
        only={"ssda903"},
        first=Month(2025, 9),
        last=Month(2025, 9),
        scale=scale,
    )
    rules = {}
    for month in report.months:
        specification = SSDA903.specification(month)
        extract = SSDA903.read(tmp_path / str(month) / "ssda903", specification)
        findings = pd.concat(
            SSDA903.validate(table, rows, specification).findings
            for table, rows in extract.tables.items()
        )
        rules[month] = set(findings["rule"])
    assert rules == {month: set() for month in report.months}


@pytest.fixture
def changed(tmp_path):
    """A configuration with one figure of the anchor changed."""

    def change(published, other):
        shutil.copy(DEFAULT_CONFIG / "authority.yaml", tmp_path / "authority.yaml")
        shutil.copy(DEFAULTS / "city.yaml", tmp_path / "city.yaml")
        path = tmp_path / "city.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(published) == 1
        path.write_text(text.replace(published, other), encoding="utf-8")
        return tmp_path

    return change


IMPOSSIBLE = [
    pytest.param("2025: 61, 2026: 56", "2025: 520, 2026: 56", id="more move often than could move"),
    pytest.param("2025: 533, 2026: 520", "2025: 200, 2026: 520", id="fewer moves than required"),
    pytest.param("2025: 533, 2026: 520", "2025: 2000, 2026: 520", id="more moves than children"),
    pytest.param("under_5: {2025: 33}", "under_5: {2025: 120}", id="more of an age than are there"),
    pytest.param(
        "secure_home: 2", "secure_home: 400", id="more in secure homes than are old enough"
    ),
    pytest.param("outside_far: 126", "outside_far: 520", id="more far away than have a placement"),
]


@pytest.mark.parametrize(("published", "other"), IMPOSSIBLE)
def test_figures_that_cannot_be_met_together_are_refused_at_the_published_size(
    changed, published, other
):
    with pytest.raises(QuotaError):
        tell_city(Targets(changed(published, other)), 2024)


@pytest.mark.parametrize(("published", "other"), IMPOSSIBLE)
def test_figures_that_cannot_be_met_together_give_way_in_a_small_city(changed, published, other):
    targets = Targets(changed(published, other), 0.1)
    city = tell_city(targets, 2024)
    there = sum(period.stay.covers(last_day(ANCHOR_YEAR)) for _, period in usual_periods(city))
    assert there == targets.count("stock", "looked_after", ANCHOR_YEAR)


def test_figures_are_exact_from_the_published_size_on():
    assert [Targets(DEFAULT_CONFIG, scale).exact for scale in (0.01, 0.99, 1.0, 10.0)] == [
        False, False, True, True,
    ]  # fmt: skip
