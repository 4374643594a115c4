from collections import Counter

import pytest

from ae_city import write_landing
from ae_city.care.fault_kinds import KINDS
from ae_pipeline.periods import Month
from ae_pipeline.validation.findings import Severity

from .conftest import City, read

WANTED = 120


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """A city with faults and the same city without them, over half a year."""
    cities = []
    for faults in (0, WANTED):
        landing = tmp_path_factory.mktemp("faults")
        report = write_landing(
            landing, only={"ssda903"}, first=Month(2025, 1), last=Month(2025, 6), faults=faults
        )
        cities.append(City(landing, report))
    return cities


def rows_of(city, fault):
    return read(city.landing / str(fault.month) / "ssda903" / fault.file)


def test_so_many_faults_are_planted_and_every_kind_is_among_them(pair):
    faults = pair[1].report.faults
    assert len(faults) == WANTED
    assert {fault.kind for fault in faults} == {kind.name for kind in KINDS}


def test_faults_are_spread_over_the_months(pair):
    months = Counter(fault.month for fault in pair[1].report.faults)
    assert set(months) == {Month(2025, number) for number in range(1, 7)}


def test_no_row_has_two_faults_and_no_child_two_in_a_month(pair):
    faults = pair[1].report.faults
    places = [(fault.month, fault.file, fault.row) for fault in faults]
    assert len(places) == len(set(places))


def test_rows_differ_from_the_clean_city_where_a_fault_is_and_nowhere_else(pair):
    clean, faulty = pair
    expected = Counter((fault.month, fault.file) for fault in faulty.report.faults)
    for month in faulty.report.months:
        for path in (faulty.landing / str(month) / "ssda903").glob("*.csv"):
            before = read(clean.landing / str(month) / "ssda903" / path.name)
            after = read(path)
            changed = sum(one != other for one, other in zip(before, after, strict=False))
            assert changed + len(after) - len(before) == expected[month, path.name]


def test_a_fault_is_in_the_row_and_column_that_the_list_says(pair):
    clean, faulty = pair
    for fault in faulty.report.faults:
        before, after = rows_of(clean, fault), rows_of(faulty, fault)
        row = after[fault.row - 1]
        if fault.row > len(before):
            assert any(row["CHILD"] == other["CHILD"] for other in before)
        else:
            changed = [name for name in row if row[name] != before[fault.row - 1][name]]
            assert changed == [fault.column]


def test_a_row_given_twice_is_the_same_to_the_cell(pair):
    twice = [fault for fault in pair[1].report.faults if fault.rule == "AE-DUPLICATE"]
    assert twice
    for fault in twice:
        rows = rows_of(pair[1], fault)
        assert rows.count(rows[fault.row - 1]) == 2


def test_a_second_version_has_the_key_and_not_the_values(pair):
    for fault in pair[1].report.faults:
        if fault.rule in {"AE-KEY-CONFLICT", "INT32", "INT33"}:
            rows = rows_of(pair[1], fault)
            key = ("CHILD", "DECOM") if fault.file == "episodes.csv" else ("CHILD",)
            row = rows[fault.row - 1]
            same = [each for each in rows if all(each[name] == row[name] for name in key)]
            assert len(same) == 2
            assert same[0] != same[1]


def test_the_list_in_the_folder_is_the_list_in_the_report(pair):
    listed = read(pair[1].landing / "faults.csv")
    assert list(listed[0]) == [
        "kind", "return", "month", "file", "row", "column", "rule", "severity",
    ]  # fmt: skip
    assert [list(row.values()) for row in listed] == [
        fault.cells() for fault in pair[1].report.faults
    ]


def test_history_stays_clean(pair):
    assert min(fault.month for fault in pair[1].report.faults) == Month(2025, 1)


@pytest.mark.parametrize(
    ("rule", "severity"),
    [
        ("102", Severity.REJECT), ("148", Severity.REJECT), ("AE-KEY-MISSING", Severity.REJECT),
        ("101", Severity.WARN), ("168", Severity.WARN), ("392c", Severity.WARN),
    ],
)  # fmt: skip
def test_what_makes_a_row_unusable_rejects_it(rule, severity):
    assert {kind.severity for kind in KINDS if kind.rule == rule} == {severity}


def test_more_faults_than_rows_are_refused(tmp_path):
    month = Month(2025, 4)
    with pytest.raises(ValueError, match="could be planted"):
        write_landing(tmp_path, only={"ssda903"}, first=month, last=month, scale=0.2, faults=2000)
