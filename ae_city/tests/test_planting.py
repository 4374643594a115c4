"""Faults that follow from a contract: each is where it is said to be, and its rule finds it."""

from collections import Counter

import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.typing import Series

from ae_city.planting import Planter
from ae_city.row_faults import RowFault
from ae_pipeline.periods import Month
from ae_pipeline.returns.local import LAYOUT_YEAR, local_return
from ae_pipeline.validation.codelist import CodeList
from ae_pipeline.validation.contract import TableContract
from ae_pipeline.validation.fields import code, day, key, whole_number
from ae_pipeline.validation.findings import Severity
from ae_pipeline.validation.rule import RuleBook


class Walks(pa.DataFrameModel):
    """One row is a walk of a dog."""

    dog: Series[str] = key("Dog", "The dog.")
    left_on: Series[pa.DateTime] = day("Left", "Out.", required=True, severity=Severity.REJECT)
    back_on: Series[pa.DateTime] = day("Back", "Home again.")
    miles: Series[pd.Int64Dtype] = whole_number("Miles", "How far.", lowest=0, highest=30)
    weather: Series[str] = code("Weather", "Sun or rain.", CodeList(frozenset({"SUN", "RAIN"})))


BOOK = RuleBook("Walks")


@BOOK.rule("AE-WALK-ORDER", ("Left", "Back"), "The dog is back before it left: correct one.")
def _(rows):
    return rows["Back"] < rows["Left"]


DOGS = local_return("dogs", "Dogs", [TableContract("Walks", "walks", Walks, BOOK)])
MONTH = Month(2025, 3)
KINDS = {
    ("AE-KEY-MISSING", "Dog"),
    ("AE-DATE-REJECT", "Left"),
    ("AE-DATE", "Back"),
    ("AE-NUMBER", "Miles"),
    ("AE-CODE", "Weather"),
    ("AE-DUPLICATE", ""),
    ("AE-KEY-CONFLICT", "Left"),
    ("AE-WALK-ORDER", "Back"),
}


class Kennel:
    name = "dogs"
    plantable = {"Walks": ("Dog", "Left", "Back", "Miles", "Weather")}  # noqa: RUF012
    copyable = frozenset({"Walks"})


ORDER = RowFault(
    "Walks",
    "AE-WALK-ORDER",
    "Back",
    change=lambda rows: pd.Series("01/01/2020", rows.index),
    where=lambda rows: rows["Back"].notna(),
)


def walks(count):
    return pd.DataFrame(
        {
            "Dog": [f"D{number}" for number in range(count)],
            "Left": [f"{number % 28 + 1:02d}/03/2025" for number in range(count)],
            "Back": ["01/04/2025"] * count,
            "Miles": [str(number % 30) for number in range(count)],
            "Weather": ["SUN", "RAIN"] * (count // 2),
        },
        dtype="str",
    )


def planted(count, rows=100, **more):
    clean = walks(rows)
    planter = Planter(Kennel(), DOGS, 7, (ORDER,))
    export, faults = planter.plant(MONTH, {"Walks": clean.assign(**more)}, count)
    return export["Walks"], [fault for _, fault in faults]


def judged(frame):
    places = frame.get("_file", pd.Series("walks.csv", frame.index))
    rows = frame.drop(columns="_file", errors="ignore").assign(
        _file=places, _row=pd.Series(1, frame.index).groupby(places.to_numpy()).cumsum()
    )
    return DOGS.validate("Walks", rows, LAYOUT_YEAR)


def test_every_kind_comes_up_once_there_are_as_many_faults_as_kinds():
    _, faults = planted(10)
    assert {(fault.rule, fault.column) for fault in faults} == KINDS
    assert len(faults) == 10


def test_every_fault_is_found_by_its_rule_where_it_is_said_to_be():
    frame, faults = planted(40)
    findings = judged(frame).findings
    found = set(zip(findings["row"], findings["rule"], strict=True))
    assert {(fault.row, fault.rule) for fault in faults} <= found


def test_no_row_is_rejected_but_faulty_ones_and_what_they_contradict():
    frame, faults = planted(40)
    verdict = judged(frame)
    wrong = {fault.row for fault in faults if fault.severity is Severity.REJECT}
    contradicted = {fault.row - 1 for fault in faults if fault.rule == "AE-KEY-CONFLICT"}
    assert set(verdict.quarantined["_row"]) == wrong | contradicted


def test_rows_are_numbered_within_each_file():
    frame, faults = planted(30, _file=["a.csv", "b.csv"] * 50)
    findings = judged(frame).findings
    found = set(zip(findings["file"], findings["row"], findings["rule"], strict=True))
    assert {(fault.file, fault.row, fault.rule) for fault in faults} <= found


def test_the_clean_rows_say_what_they_said():
    frame, faults = planted(20)
    wrong = [fault.row - 1 for fault in faults]
    left = frame.drop(index=wrong)
    clean = walks(100)
    assert set(map(tuple, left.to_numpy())) <= set(map(tuple, clean.to_numpy()))
    copies = Counter(fault.rule for fault in faults)
    assert len(frame) == 100 + copies["AE-DUPLICATE"] + copies["AE-KEY-CONFLICT"]


@pytest.mark.parametrize("rows", [0, 4])
def test_a_small_export_gets_as_many_as_it_has_rows_for(rows):
    _, faults = planted(50, rows=rows)
    assert len(faults) == rows
