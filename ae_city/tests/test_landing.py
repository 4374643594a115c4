import hashlib
from itertools import pairwise

import pytest

from ae_city import write_landing
from ae_pipeline.periods import Month, months_between

from .conftest import read

SMALL = 0.2


def digests(landing):
    return {
        path.relative_to(landing).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(landing.rglob("*"))
        if path.is_file()
    }


def test_there_is_a_drop_for_every_month_and_for_the_three_year_ends_before(city):
    history = [Month(2022, 3), Month(2023, 3), Month(2024, 3)]
    months = history + months_between(Month(2024, 4), Month(2025, 9))
    assert list(city.report.months) == months
    for month in months:
        assert (city.landing / str(month) / "ssda903" / "episodes.csv").is_file()


def test_the_folder_says_that_its_people_are_invented(city):
    assert "invented" in (city.landing / "INVENTED").read_text(encoding="utf-8")


def test_a_clean_city_has_no_list_of_faults(city):
    assert not (city.landing / "faults.csv").exists()
    assert city.report.faults == ()


def test_the_report_counts_the_rows_that_were_written(city):
    written = [read(path) for path in city.landing.rglob("ssda903/*.csv")]
    assert city.report.rows == sum(map(len, written))


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    month = Month(2025, 3)
    for name in ("one", "other"):
        write_landing(
            tmp_path / name, only={"ssda903"}, first=month, last=month, scale=SMALL, faults=30
        )
    assert digests(tmp_path / "one") == digests(tmp_path / "other")


def test_another_seed_tells_other_lives(tmp_path):
    month = Month(2025, 3)
    for seed in (1, 2):
        write_landing(
            tmp_path / str(seed), only={"ssda903"}, seed=seed, first=month, last=month, scale=SMALL
        )
    name = "2025-03/ssda903/episodes.csv"
    assert digests(tmp_path / "1")[name] != digests(tmp_path / "2")[name]


def test_a_months_drop_does_not_depend_on_the_months_around_it(city, tmp_path):
    month = Month(2025, 6)
    write_landing(tmp_path, only={"ssda903"}, first=month, last=month)
    alone, among = digests(tmp_path), digests(city.landing)
    assert alone == {name: among[name] for name in alone}


def test_a_drop_is_the_year_so_far_so_it_grows_until_march_and_starts_again(city):
    def reviews(month):
        return len(read(city.landing / str(month) / "ssda903" / "reviews.csv"))

    year = [reviews(month) for month in months_between(Month(2024, 4), Month(2025, 3))]
    assert year == sorted(year)
    assert reviews(Month(2025, 4)) < year[-1] / 4


def test_the_looked_after_change_little_from_month_to_month(city):
    def looked_after(month):
        rows = read(city.landing / str(month) / "ssda903" / "episodes.csv")
        return sum(not row["DEC"] and row["LS"] != "V4" for row in rows)

    stock = [looked_after(month) for month in months_between(Month(2024, 3), Month(2025, 9))]
    assert stock[0] == 513
    assert stock[12] == 527
    assert all(abs(after - before) <= 16 for before, after in pairwise(stock))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (Month(2025, 5), Month(2025, 4)),
        (Month(2021, 3), Month(2022, 4)),
        (Month(2025, 5), Month(2026, 4)),
    ],
)
def test_months_that_lives_are_not_told_for_are_refused(tmp_path, first, last):
    with pytest.raises(ValueError, match=r"month|told"):
        write_landing(tmp_path, only={"ssda903"}, first=first, last=last, scale=SMALL)


def test_a_larger_city_has_more_people(tmp_path):
    month = Month(2025, 3)
    one = write_landing(tmp_path / "one", only={"ssda903"}, first=month, last=month, scale=0.2)
    two = write_landing(tmp_path / "two", only={"ssda903"}, first=month, last=month, scale=0.4)
    assert 1.7 < two.rows / one.rows < 2.3
