"""From the newest export of attainment to results and destinations, one row a pupil and year.

An export holds the last three academic years, as far as each result is known by then: those of
the summer in September; qualifications by 19 of the summer a year before; destinations of those
who left the summer before, in November. A year that a table does not hold yet has no row in it.
Where a pupil is told of twice in a year (two UPNs of one person, or two drops) the last is
believed. Not here: what counts (``key_indicators``).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import Facts, FactTable, Frames, SubmissionRows, stacked
from ae_pipeline.returns.academic_age import starting_year, year_group
from ae_pipeline.returns.attainment import codes
from ae_pipeline.schema import learning

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from ae_pipeline.periods import Month

_SEPTEMBER = 9
_YEARS = 3
_HUNDREDTHS = 100
_WHO = ("upn", "acadyr")
_GOALS = [goal.lower() for goal in codes.GOALS]
_GOOD_LEVEL_GOALS = [goal.lower() for goal in codes.GOOD_LEVEL_GOALS]
_LANGUAGE_GOALS = [goal.lower() for goal in codes.AREAS["communication and language"]]


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    return {
        learning.eyfsp_result.name: _profiles(_results(drops, "eyfsp")),
        learning.phonics_result.name: _phonics(_results(drops, "phonics")),
        learning.ks2_result.name: _key_stage_2(_results(drops, "ks2")),
        learning.ks4_result.name: _key_stage_4(_results(drops, "ks4")),
        learning.result_by_19.name: _by_19(_results(drops, "level23")),
        learning.destination.name: _destinations(_results(drops, "destinations", "stage")),
    }


def _results(drops: Sequence[SubmissionRows], table: str, *further: str) -> pd.DataFrame:
    """The rows of a table, one of each person, year and whatever else tells rows apart."""
    rows = stacked(drops, table)
    rows = rows.assign(
        person_id=drops[-1].person(rows["upn"]).astype("str"),
        year_ended=starting_year(rows["acadyr"].astype("str")) + 1,
    )
    who = rows["person_id"].fillna(rows["upn"].astype("str"))
    again = rows.assign(who=who).duplicated(["who", "year_ended", *further], keep="last")
    return rows[~(again & who.notna())].reset_index(drop=True)


def _profiles(rows: pd.DataFrame) -> pd.DataFrame:
    expected = rows[_GOALS].isin([codes.EXPECTED])
    return rows.assign(
        complete=rows[_GOALS].isin([codes.EMERGING, codes.EXPECTED]).all(axis="columns"),
        good_level=expected[_GOOD_LEVEL_GOALS].all(axis="columns"),
        language=expected[_LANGUAGE_GOALS].all(axis="columns"),
    )


def _phonics(rows: pd.DataFrame) -> pd.DataFrame:
    born = rows["dob"].astype("datetime64[s]")
    return rows.assign(
        year_group=year_group(born, rows["year_ended"] - 1), outcome=rows["phonics_outcome"]
    )


def _key_stage_2(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        reading=rows["readoutcome"],
        mathematics=rows["matoutcome"],
        writing=rows["writtaoutcome"],
        all_three_expected=_flag(rows["rwm_exp"]),
    )


def _key_stage_4(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        attainment_8=_hundredths(rows["att8"]),
        english_maths_94=_flag(rows["ptl2basics_94"]),
        english_maths_95=_flag(rows["ptl2basics_95"]),
        ebacc_entered=_flag(rows["ebacc_e"]),
        ebacc_points=_hundredths(rows["ebaccaps"]),
    )


def _by_19(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        level_2=_flag(rows["level2"]),
        level_2_english_maths=_flag(rows["level2em"]),
        level_3=_flag(rows["level3"]),
    )


def _destinations(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(sustained=_flag(rows["sustained"]))


def _flag(cells: pd.Series[Any]) -> pd.Series[Any]:
    """1 and 0 as yes and no, null where there is neither."""
    return cells.astype("str").map({"1": True, "0": False}).astype("boolean")


def _hundredths(points: pd.Series[Any]) -> pd.Series[Any]:
    return (points.astype("Float64") * _HUNDREDTHS).round().astype("Int64")


def _covers(months: Sequence[Month]) -> Span | None:
    """The three academic years that were over when the newest export was made.

    The export tells of all of them, though a later one will tell more: see the module.
    """
    if not months:
        return None
    newest = months[-1]
    last = newest.year if newest.number >= _SEPTEMBER else newest.year - 1
    return Span(date(last - _YEARS, _SEPTEMBER, 1), date(last, _SEPTEMBER - 1, 31))


FACTS = Facts(
    source="attainment",
    reads={
        "eyfsp": (*_WHO, *_GOALS),
        "phonics": (*_WHO, "dob", "phonics_outcome"),
        "ks2": (*_WHO, "readoutcome", "matoutcome", "writtaoutcome", "rwm_exp"),
        "ks4": (*_WHO, "att8", "ptl2basics_94", "ptl2basics_95", "ebacc_e", "ebaccaps"),
        "level23": (*_WHO, "level2", "level2em", "level3"),
        "destinations": (*_WHO, "stage", "destination", "sustained"),
    },
    makes=(
        FactTable(learning.eyfsp_result, ("eyfsp",)),
        FactTable(learning.phonics_result, ("phonics",)),
        FactTable(learning.ks2_result, ("ks2",)),
        FactTable(learning.ks4_result, ("ks4",)),
        FactTable(learning.result_by_19, ("level23",)),
        FactTable(learning.destination, ("destinations",)),
    ),
    covers=_covers,
    build=_build,
)
