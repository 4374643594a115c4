from __future__ import annotations

from datetime import date

import pandas as pd

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.nccis import RETURN
from ae_pipeline.returns.nccis.facts import FACTS

_DAYS = {"dob", "startdate", "enddate", "reviewdue", "neetstart", "charstart", "charend"}
_WHO = {"y1": "p1", "y1 again": "p1", "y2": "p2", "y3": "p3"}


def _person(ids):
    return ids.map(_WHO).astype("str")


def _drop(month="2025-03", **tables):
    """A drop of some rows; cells not given are empty."""
    frames = {}
    for name, columns in FACTS.reads.items():
        rows = [
            {"source_file": f"{month}/nccis/{name}.csv", "source_row": number, **row}
            for number, row in enumerate(tables.get(name, []), start=1)
        ]
        frame = pd.DataFrame(rows, columns=[*columns, "source_file", "source_row"])
        frames[name] = frame.astype({name: _dtype(name) for name in frame.columns})
    return SubmissionRows(month=Month.parse(month), tables=frames, person=_person)


def _dtype(column):
    if column in _DAYS or column == "offerdate":
        return "datetime64[ms]"
    return "Int64" if column in {"academicage", "yeargroup", "source_row"} else "str"


def _young(ypid="y1", *, born="2008-01-15", **columns):
    """Of academic age 16 in 2024/25."""
    dob = None if born is None else date.fromisoformat(born)
    return {"ypid": ypid, "dob": dob, "cohortstatus": "C", "sendstatus": "N", **columns}


def _doing(activity, start, end=None, ypid="y1", **columns):
    return {
        "ypid": ypid,
        "activity": activity,
        "startdate": date.fromisoformat(start),
        "enddate": None if end is None else date.fromisoformat(end),
        **columns,
    }


def _tracked(*drops):
    made = FACTS.build(drops)
    for table in (made.table for made in FACTS.makes):
        assert not {column.name for column in table.columns} - set(made[table.name].columns)
    return made["tracked_young_person"]


def _activity(*activities):
    rows = _tracked(_drop(young_people=[_young()], activities=activities))
    assert len(rows) == 1
    return rows["activity"].astype("str").fillna("none").iloc[0]


def test_the_activity_is_what_was_begun_last_and_goes_on_after_the_month_ends():
    assert _activity(_doing("210", "2024-09-01"), _doing("619", "2025-03-31")) == "619"
    assert _activity(_doing("210", "2024-09-01"), _doing("619", "2025-04-01")) == "210"
    assert _activity(_doing("210", "2024-09-01", "2025-03-31")) == "none"
    assert _activity(_doing("210", "2024-09-01", "2025-04-01")) == "210"
    assert _activity(_doing("210", "2025-01-01"), _doing("310", "2025-01-01")) == "310"
    assert _activity() == "none"


def test_academic_age_is_by_date_of_birth_and_as_recorded_without_one():
    rows = _tracked(
        _drop(
            young_people=[
                _young("y1", born="2008-08-31", academicage=15),
                _young("y2", born="2008-09-01", academicage=16),
                _young("y3", born=None, academicage=17),
                _young("y4", born=None),
            ]
        )
    )
    assert dict(zip(rows["ypid"], rows["academic_age"], strict=True)) == {"y1": 16, "y3": 17}


def test_a_new_academic_year_begins_on_1_september():
    def age(month):
        return _tracked(_drop(month, young_people=[_young()]))["academic_age"].tolist()

    assert (age("2025-08"), age("2025-09")) == ([16], [17])


def test_those_who_moved_or_died_are_left_out_and_an_unknown_cohort_is_not():
    young = [
        _young("y1", cohortstatus="M"),
        _young("y2", cohortstatus="D"),
        _young("y3", cohortstatus=None),
    ]
    assert _tracked(_drop(young_people=young))["ypid"].tolist() == ["y3"]


def test_somebody_whom_nobody_knows_stays_without_a_person():
    rows = _tracked(_drop(young_people=[_young("stranger"), _young("stranger 2")]))
    assert (len(rows), rows["person_id"].isna().sum()) == (2, 2)


def test_a_person_with_two_numbers_is_one_by_the_activity_begun_last():
    young = [_young("y1"), _young("y1 again")]
    later = [_doing("619", "2025-01-05"), _doing("210", "2024-09-01", ypid="y1 again")]
    assert _tracked(_drop(young_people=young, activities=later))["activity"].tolist() == ["619"]
    assert _tracked(_drop(young_people=young, activities=later[1:]))["activity"].tolist() == ["210"]


def test_every_list_covers_its_own_month_end_and_corrects_no_earlier_one():
    rows = _tracked(
        _drop("2025-01", young_people=[_young()], activities=[_doing("619", "2025-01-01")]),
        _drop("2025-02", young_people=[_young()], activities=[_doing("210", "2025-01-01")]),
    )
    assert rows["tracked_on"].dt.date.tolist() == [date(2025, 1, 31), date(2025, 2, 28)]
    assert rows["activity"].tolist() == ["619", "210"]
    assert rows["source_file"].tolist()[1] == "2025-02/nccis/young_people.csv"


def test_neet_since_a_day_after_the_month_is_not_believed():
    def since(day):
        row = _doing("619", "2025-01-05", neetstart=date.fromisoformat(day))
        return _tracked(_drop(young_people=[_young()], activities=[row]))["neet_since"].iloc[0]

    assert since("2025-03-31").date() == date(2025, 3, 31)
    assert pd.isna(since("2025-04-01"))


def test_characteristics_are_those_that_last_at_the_end_of_the_month():
    def flags(**columns):
        row = {"ypid": "y1", "charstart": date(2020, 1, 1), **columns}
        rows = _tracked(_drop(young_people=[_young()], characteristics=[row]))
        return tuple(rows[["looked_after", "care_leaver", "vulnerable"]].iloc[0].tolist())

    assert flags(characteristic="110") == (True, False, True)
    assert flags(characteristic="160") == (False, True, True)
    assert flags(characteristic="140", charend=date(2025, 4, 1)) == (False, False, True)
    assert flags(characteristic="140", charend=date(2025, 3, 31)) == (False, False, False)
    assert flags(characteristic="140", charstart=date(2025, 4, 1)) == (False, False, False)
    assert flags(characteristic="140", charstart=None) == (False, False, True)
    assert flags(characteristic="999") == (False, False, False)


def _promised(ypid="y1", year="2024", group=11, **columns):
    return {"ypid": ypid, "guaranteeyear": year, "yeargroup": group, **columns}


def test_offers_are_read_from_the_list_of_their_september():
    offered = [
        _promised("y1", guarantee="OFFER", offerdate=date(2024, 6, 1)),
        _promised("y2", year="2023", guarantee="OFFER"),
        _promised("y3", group=10, guarantee="OFFER"),
        _promised("y4", group=None, guarantee="NOOFFER"),
        _promised("y5", year="soon", guarantee="OFFER"),
    ]
    later = [_promised("y1", guarantee="NOOFFER"), _promised("new here", guarantee="OFFER")]
    made = FACTS.build(
        [
            _drop("2024-09", september_guarantee=offered),
            _drop("2024-10", september_guarantee=later),
        ]
    )["september_offer"]
    assert made["ypid"].tolist() == ["y1", "y4"]
    assert made["guarantee"].tolist() == ["OFFER", "NOOFFER"]
    assert made["guarantee_year"].tolist() == [2024, 2024]


def test_a_pupil_with_two_numbers_has_one_guarantee():
    rows = [_promised("y1", guarantee="NOOFFER"), _promised("y1 again", guarantee="OFFER")]
    made = FACTS.build([_drop("2024-09", september_guarantee=rows)])["september_offer"]
    assert made["guarantee"].tolist() == ["OFFER"]


def test_empty_submissions_make_empty_tables():
    made = FACTS.build([_drop("2024-09"), _drop("2024-10")])
    assert {name: len(rows) for name, rows in made.items()} == {
        "tracked_young_person": 0,
        "september_offer": 0,
    }


def test_fifteen_lists_are_read_and_covered_back_to_the_first_that_is_missing():
    months = [Month(2023, 1).plus(each) for each in range(36)]
    read = RETURN.history.choose(months, months[-1])
    assert (len(read), read[0]) == (15, Month(2024, 10))
    gap = [month for month in read if month != Month(2025, 1)]
    assert FACTS.covers(gap) == Span(date(2025, 2, 1), date(2025, 12, 31))
