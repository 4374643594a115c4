"""Where people with plans are placed, and the rolls that plans are a share of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from oracle.areas import Member
from oracle.days import months_later
from oracle.people import described
from oracle.send.holders import about, reading_order, years

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oracle.areas import Row, Tables

ADULT = 16
PHASES = {
    **dict.fromkeys(("PS", "MP"), "primary"),
    **dict.fromkeys(("SS", "MS", "AT"), "secondary"),
    **dict.fromkeys(("NS", "EY"), "nursery"),
    "SP": "special",
    "PR": "referral_unit",
}
SCHOOLS = {"SP": "special_school", "PR": "alternative_provision"}
NOWHERE = {
    "EHE": "home_educated",
    "OLA": "educated_otherwise",
    "OPA": "educated_otherwise",
    "EYP": "early_years",
    "OTH": "other",
    "NEET": "not_in_education",
    "NIEC": "not_in_education",
    "NIEO": "awaiting_placement",
    None: "awaiting_placement",
}


def phases(tables: Tables) -> dict[str, str | None]:
    """By number, the phase of each school of the census, as its last one says."""
    rows = sorted(tables["census_school"], key=lambda row: (row["census_day"], reading_order(row)))
    return {row["urn"]: row["phase"] for row in rows}


def setting(row: Row, schools: dict[str, str | None], august: int | None) -> str:
    """The kind of setting of a placement, of somebody so old on the last 31 August."""
    if row["sen_unit"] or row["resourced"]:
        return "sen_unit" if row["sen_unit"] else "resourced_provision"
    if row["urn"] in schools:
        return SCHOOLS.get(schools[row["urn"]] or "", "mainstream")
    if row["urn"] is None:
        return NOWHERE[row["setting"]] if row["ukprn"] is None else "post_16"
    if august is None:
        return "not_known"
    return "post_16" if august >= ADULT else "independent_or_elsewhere"


def last_of_august(on: date) -> date:
    this_year = date(on.year, 8, 31)
    return this_year if this_year <= on else date(on.year - 1, 8, 31)


def placed(tables: Tables, on: date) -> Iterator[tuple[Row, Row]]:
    """Placements that the last export by a day states, and who is there on the day."""
    exports = {row["told_on"] for row in tables["ehc_placement"] if row["told_on"] <= on}
    schools = phases(tables)
    for row in tables["ehc_placement"]:
        if exports and row["told_on"] == max(exports):
            august = years(tables, row["person_id"], last_of_august(row["told_on"]))
            kind = setting(row, schools, august)
            yield row, about(tables, row, on, category_of_need=row["need"], setting=kind)


def share_in(*kinds: str) -> Callable[..., Iterator[Member]]:
    def members(tables: Tables, _start: date, on: date) -> Iterator[Member]:
        for _, its in placed(tables, on):
            yield Member(int(its["setting"] in kinds), 1, its)

    return members


def number_in(kind: str) -> Callable[..., Iterator[Member]]:
    def members(tables: Tables, _start: date, on: date) -> Iterator[Member]:
        for _, its in placed(tables, on):
            if its["setting"] == kind:
                yield Member(1, None, its)

    return members


def local(tables: Tables, _start: date, on: date) -> Iterator[Member]:
    schools = phases(tables)
    for row, its in placed(tables, on):
        in_the_census = row["urn"] in schools
        at_one = row["sen_unit"] or row["resourced"]
        if in_the_census or at_one or its["setting"] == "independent_or_elsewhere":
            yield Member(int(in_the_census), 1, its)


def reviewed(tables: Tables, _start: date, on: date) -> Iterator[Member]:
    first = months_later(on + timedelta(days=1), -12)
    for row, its in placed(tables, on):
        started, meeting = row["plan_started"], row["reviewed"]
        if started is not None and started <= first:
            in_them = meeting is not None and first <= meeting <= on
            yield Member(int(in_them), 1, its)


def pupils(tables: Tables, _start: date, on: date) -> Iterator[Member]:
    censuses = {row["census_day"] for row in tables["pupil_roll"] if row["census_day"] <= on}
    for row in tables["pupil_roll"]:
        if not censuses or row["census_day"] != max(censuses):
            continue
        if row["enrolment"] not in {"S", "F", "O"}:
            phase = PHASES.get(row["phase"] or "", "not_known")
            its = {**described(tables, row["person_id"], on), "phase": phase}
            yield Member(int(row["sen_provision"] == "E"), 1, its)
