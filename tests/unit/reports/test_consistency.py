"""The report of agreement, on a few people written into a lake by hand."""

from __future__ import annotations

import stat
from io import StringIO

import pandas as pd
import pytest
from rich.console import Console

from ae_pipeline.errors import PipelineError
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.people.index import INDEX, PERSON_LINK
from ae_pipeline.periods import Month
from ae_pipeline.reports import consistency as agreement

MARCH, APRIL = Month(2025, 3), Month(2025, 4)
DAYS = {"dob", "decom", "dec", "date_of_birth", "date_started", "date_ceased", "start_date",
        "charstart", "charend", "person_birth_date", "end_date"}  # fmt: skip


def table(columns: str, *rows: str) -> pd.DataFrame:
    """A validated table; ``-`` is empty, ``_`` a space."""
    names = columns.split()
    cells = [[None if c == "-" else c.replace("_", " ") for c in row.split()] for row in rows]
    frame = pd.DataFrame(cells, columns=names, dtype="str")
    return frame.astype({name: "datetime64[s]" for name in names if name in DAYS})


@pytest.fixture
def lake(tmp_path) -> Lake:
    """SSDA903 of March, Annex A of April and NCCIS of March, of three people and more."""
    made = Lake(tmp_path)
    made.prepare()
    links = [
        *(("ssda903", f"c{number}", f"p{number}") for number in (1, 2, 3)),
        *(("annex_a", f"x{number}", f"p{number}") for number in (1, 2, 3, 4)),
        *(("nccis", f"y{number}", f"p{number}") for number in (1, 3, 4)),
    ]
    index = pd.DataFrame(links, columns=["system", "local_id", "person_id"], dtype="str")
    made.replace(Stage.PEOPLE, INDEX, APRIL, {PERSON_LINK: index}, {})
    ssda903 = {
        "header": table(
            "child child_link dob sex ethnic upn",
            "c1 - 2010-01-01 F BAFR U1",
            "c2 - 2011-01-01 1 CHNE -",
            "c3 - 2008-01-01 F NOBT U3",
        ),
        "episodes": table(
            "child child_link decom dec rne ls rec",
            "c1 - 2024-05-01 2024-09-01 S C2 X1",
            "c1 - 2024-09-01 - L C2 -",
            "c2 - 2024-05-01 2025-03-31 S C2 E8",
            "c3 - 2025-01-01 2025-02-01 S V3 E8",
        ),
    }
    made.replace(Stage.VALIDATED, "ssda903", MARCH, ssda903, {})
    about = "child_unique_id child_unique_id_link date_of_birth gender ethnicity"
    annex_a = {
        "children_looked_after": table(
            f"{about} date_started date_ceased legal_status",
            "x1 - 2010-01-01 b)_Female d)_Black_or_black_British 2024-05-01 2025-04-10 a)_Care",
            "x2 - 2011-01-02 a)_Male e)_Other_ethnic_group 2024-05-02 - a)_Care",
            "x4 - 2009-01-01 c)_Unknown a)_White 2025-04-15 - a)_Care",
        ),
        "child_protection_plans": table(
            f"{about} start_date end_date", "x3 - 2008-01-01 b)_Female f)_Not 2025-01-01 -"
        ),
    }
    made.replace(Stage.VALIDATED, "annex_a", APRIL, annex_a, {})
    nccis = {
        "young_people": table(
            "ypid upn uln dob sex ethnic postcode_district "
            "surname_key surname_sound forename_key forename_sound",
            "y1 U9 - 2010-01-01 F BCRB - - - - -",
            "y3 U3 - 2008-01-01 F WBRI - - - - -",
            "y4 - - 2009-01-01 M WBRI - - - - -",
        ),
        "characteristics": table(
            "ypid characteristic charstart charend",
            "y1 110 2024-05-01 2025-03-31",
            "y3 160 2024-05-01 -",
        ),
    }
    made.replace(Stage.VALIDATED, "nccis", MARCH, nccis, {})
    return made


def answers(found, field, one, other):
    rows = found.rows
    kept = rows[(rows["field"] == field) & (rows["return_a"] == one) & (rows["return_b"] == other)]
    return dict(zip(kept["person_id"], kept["agrees"], strict=True))


def test_dates_of_birth_and_sexes_are_compared_however_each_return_writes_them(lake):
    found = agreement.report(lake, APRIL)
    assert answers(found, "date of birth", "ssda903", "annex_a") == {
        "p1": "yes",
        "p2": "no",
        "p3": "yes",
    }
    assert answers(found, "sex", "ssda903", "annex_a") == {"p1": "yes", "p2": "yes", "p3": "yes"}
    assert answers(found, "sex", "annex_a", "nccis") == {
        "p1": "yes",
        "p3": "yes",
        "p4": "one lacks",
    }


def test_ethnicity_is_compared_to_the_level_that_both_state(lake):
    """Chinese is among other groups in Annex A; African is not Caribbean by code, only by group."""
    found = agreement.report(lake, APRIL)
    assert answers(found, "ethnicity", "ssda903", "annex_a") == {"p1": "yes", "p2": "yes"}
    assert answers(found, "ethnicity", "ssda903", "nccis") == {"p1": "no", "p3": "one lacks"}
    assert answers(found, "ethnicity", "annex_a", "nccis") == {
        "p1": "yes",
        "p3": "one lacks",
        "p4": "yes",
    }


def test_upns_are_compared_as_they_are_kept(lake):
    found = agreement.report(lake, APRIL)
    assert answers(found, "UPN", "ssda903", "nccis") == {"p1": "no", "p3": "yes"}
    assert answers(found, "UPN", "ssda903", "annex_a") == {}


def test_who_is_looked_after_is_compared_on_the_last_day_that_both_cover(lake):
    """On 31 March: the care of p2 ended that day by SSDA903, p3 has short breaks alone."""
    found = agreement.report(lake, APRIL)
    assert answers(found, "looked after on the day", "ssda903", "annex_a") == {
        "p1": "yes",
        "p2": "no",
        "p3": "yes",
    }
    assert answers(found, "looked after on the day", "ssda903", "nccis") == {
        "p1": "no",
        "p3": "yes",
    }
    assert answers(found, "looked after on the day", "annex_a", "nccis") == {
        "p1": "no",
        "p3": "yes",
        "p4": "yes",
    }


def test_the_latest_start_of_care_up_to_that_day_is_compared(lake):
    """What SSDA903 calls a change of placement, or a short break, starts no care."""
    found = agreement.report(lake, APRIL)
    assert answers(found, "looked after since", "ssda903", "annex_a") == {"p1": "yes", "p2": "no"}


def test_the_end_of_care_is_compared_and_a_change_of_placement_is_none(lake):
    """Annex A has no end of the care of p2, and one of p1 after the day: no end by then."""
    found = agreement.report(lake, APRIL)
    assert answers(found, "care ended", "ssda903", "annex_a") == {"p2": "one lacks"}


def test_a_later_submission_than_the_month_is_not_read(lake):
    index = lake.read(Stage.PEOPLE, INDEX, APRIL, PERSON_LINK)
    lake.replace(Stage.PEOPLE, INDEX, MARCH, {PERSON_LINK: index}, {})
    assert agreement.report(lake, MARCH).drops == {"ssda903": MARCH, "nccis": MARCH}


def test_one_return_alone_is_recorded(lake):
    index = lake.read(Stage.PEOPLE, INDEX, APRIL, PERSON_LINK)
    alone = index[index["system"] == "nccis"]
    lake.replace(Stage.PEOPLE, INDEX, APRIL, {PERSON_LINK: alone}, {})
    with pytest.raises(PipelineError, match="Fewer than two returns"):
        agreement.report(lake, APRIL)


def test_rows_are_written_for_their_owner_alone_even_over_an_open_file(lake, tmp_path):
    path = tmp_path / "agreement.csv"
    path.write_text("older and longer than what takes its place\n" * 100, encoding="utf-8")
    path.chmod(0o644)
    found = agreement.report(lake, APRIL)
    agreement.write(found.rows, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(pd.read_csv(path)) == len(found.rows)


def test_what_is_printed_and_written_holds_no_value_and_what_is_printed_no_person(lake):
    found = agreement.report(lake, APRIL)
    console = Console(file=StringIO(), width=200)
    for part in agreement.render(found):
        console.print(part)
    printed = console.file.getvalue()
    assert "looked after since" in printed
    assert "p1" not in printed
    for value in ("2010-01-01", "U9", "BCRB", "black"):
        assert value not in printed + found.rows.to_csv()
