"""A return made of declarations: its contract, what it leaves of a row, and its rules by code."""

import pandas as pd
import pandera.pandas as pa
import pytest
from pandera.typing import Series

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.periods import Month
from ae_pipeline.returns import formats
from ae_pipeline.returns.local import LAYOUT_YEAR, local_return
from ae_pipeline.validation.codelist import CodeList
from ae_pipeline.validation.contract import TableContract
from ae_pipeline.validation.fields import (
    Protected,
    Protection,
    code,
    day,
    decimal,
    key,
    label,
    text,
)
from ae_pipeline.validation.findings import Severity
from ae_pipeline.validation.rule import RuleBook
from ae_pipeline.validation.ruleset import RuleNotInForceError, UnknownRuleError


class Walks(pa.DataFrameModel):
    """One row is a walk of a dog."""

    dog: Series[str] = key("Dog", "The dog.", protection=Protection(Protected.CHILD, "walks/dog"))
    owner: Series[str] = label("Owner", "Who walks it.", protection=Protection(Protected.NAME))
    home: Series[str] = text(
        "Home",
        "Where it lives.",
        shape=formats.postcode,
        expected="a postcode",
        protection=Protection(Protected.POSTCODE),
    )
    remarks: Series[str] = label("Remarks", "Anything.", protection=Protection(Protected.PRIVATE))
    upn: Series[str] = label("UPN", "Its number.", protection=Protection(Protected.PUPIL))
    left_on: Series[pa.DateTime] = day("Left", "Out.", required=True, severity=Severity.REJECT)
    back_on: Series[pa.DateTime] = day("Back", "Home again.")
    miles: Series[pd.Float64Dtype] = decimal("Miles", "How far.", lowest=0, highest=30)
    weather: Series[str] = code(
        "Weather", "What it was like.", CodeList(frozenset({"SUN", "RAIN"}))
    )


WALKS = RuleBook("Walks")


@WALKS.rule("AE-WALK-ORDER", ("Left", "Back"), "The dog is back before it left: correct one.")
def _(rows):
    return rows["Back"] < rows["Left"]


@WALKS.rule("AE-WALK-LATER", ("Miles",), "Too far.", since="2030-31")
def _(rows):
    return rows["Miles"] > 20


DOGS = local_return("dogs", "Dogs", [TableContract("Walks", "walks", Walks, WALKS)])
ROW = {
    "Dog": "D1",
    "Owner": "Ann O'Hara",
    "Home": "PL4 8AA",
    "Remarks": "limps",
    "UPN": "UN1",
    "Left": "2024-Apr-01 00:00:00",
    "Back": "02/04/2024",
    "Miles": "2.5",
    "Weather": "SUN",
}


def judged(**cells):
    rows = pd.DataFrame(
        {name: pd.Series([cell], dtype="str") for name, cell in {**ROW, **cells}.items()}
    )
    return DOGS.validate("Walks", rows.assign(_file="walks.csv", _row=1), LAYOUT_YEAR)


def test_a_good_row_has_no_finding():
    verdict = judged()
    assert len(verdict.accepted) == 1
    assert verdict.findings.empty


@pytest.mark.parametrize(
    ("cells", "rule", "kept"),
    [
        ({"Dog": None}, "AE-KEY-MISSING", 0),
        ({"Left": "31/02/2024"}, "AE-DATE-REJECT", 0),
        ({"Left": None}, "AE-DATE-REJECT", 0),
        ({"Back": "soon"}, "AE-DATE", 1),
        ({"Miles": "30.01"}, "AE-NUMBER", 1),
        ({"Miles": "far"}, "AE-NUMBER", 1),
        ({"Weather": "SNOW"}, "AE-CODE", 1),
        ({"Home": "here"}, "AE-TEXT", 1),
        ({"Back": "31/03/2024"}, "AE-WALK-ORDER", 1),
    ],
)
def test_what_is_wrong_is_found_under_the_houses_code(cells, rule, kept):
    verdict = judged(**cells)
    assert verdict.findings["rule"].tolist() == [rule] * len(verdict.findings)
    assert len(verdict.findings) > 0
    assert len(verdict.accepted) == kept


def test_a_minimised_row_names_nobody_and_no_place():
    key_of = Pseudonymiser(b"a key of sixteen bytes")
    left = DOGS.minimise("Walks", judged().accepted, key_of, {"E1"})
    assert tuple(left.columns) == tuple(c.name for c in DOGS.validated_columns("Walks"))
    row = left.iloc[0]
    assert row["dog"] == key_of.one("D1", "walks/dog")
    assert row["dog_link"] == key_of.one("D1", "child")
    assert row["owner_key"] == key_of.one("ANNOHARA", "name")
    assert row["owner_sound"] == key_of.one("A560", "name/sound")
    assert row["home_district"] == "PL4"
    assert row["upn_unknown"] == "UN1"
    assert pd.isna(row["upn"])
    assert "remarks" not in left
    assert row["miles"] == 2.5
    assert (row["source_file"], row["source_row"]) == ("walks.csv", 1)


def test_a_rule_is_evaluated_by_its_code():
    walks = pd.DataFrame({"Left": ["2024-04-02", "02/04/2024", None], "Back": ["2024-04-01"] * 3})
    asked = DOGS.evaluate("AE-WALK-ORDER", {"Walks": walks}, specification=LAYOUT_YEAR)
    assert asked == {"Walks": [0, 1]}


def test_a_rule_without_its_columns_cannot_be_evaluated():
    walks = pd.DataFrame({"Left": ["2024-04-02"]})
    assert DOGS.evaluate("AE-WALK-ORDER", {"Walks": walks}, specification=LAYOUT_YEAR) is None
    assert DOGS.evaluate("AE-WALK-ORDER", {}, specification=LAYOUT_YEAR) is None


def test_a_rule_that_nobody_knows_or_that_is_not_in_force_is_refused():
    with pytest.raises(UnknownRuleError, match="no rule 'AE-CATS'"):
        DOGS.evaluate("AE-CATS", {}, specification=LAYOUT_YEAR)
    with pytest.raises(RuleNotInForceError):
        DOGS.evaluate("AE-WALK-LATER", {}, specification=LAYOUT_YEAR)


def test_a_file_is_known_by_its_columns(tmp_path):
    (tmp_path / "anything.csv").write_text(
        "dog,LEFT, Back ,Miles,Weather\nD1,01/04/2024,,3,SUN\n", encoding="utf-8"
    )
    read = DOGS.read(tmp_path, DOGS.specification(Month(2024, 4)))
    assert read.tables["Walks"]["Dog"].tolist() == ["D1"]
    assert {notice.column for notice in read.notices} == {"Owner", "Home", "Remarks", "UPN"}


def test_a_return_without_a_reader_of_parts_is_read_in_one_part_and_judged_in_one_piece(tmp_path):
    (tmp_path / "a.csv").write_text(
        "Dog,Left,Back,Miles,Weather\nD1,01/04/2024,,3,SUN\n", encoding="utf-8"
    )
    (part,) = DOGS.read_parts(tmp_path, LAYOUT_YEAR)
    pd.testing.assert_frame_equal(
        part.tables["Walks"], DOGS.read(tmp_path, LAYOUT_YEAR).tables["Walks"]
    )
    assert DOGS.parted_by("Walks") is None
