"""What the returns of a month say of the same people, against one another: the report of agreement.

People are known by the month's index, and every value is compared and none shown. UPNs are compared
as they are kept, keyed alike in every return. What is dated is compared as of the last day that
both returns tell of. Not here: the comparison itself (``reports.person_consistency``).

Not compared, since no validated table has it: names (keyed to link people, and spelt in many ways),
addresses (a district at most), ULNs of returns other than SEN2, the School Census, NCCIS and
attainment; and whether somebody is looked after by CIN, SEN2 and the School Census, which do not
tell it of a day.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd
from rich.table import Table

from ae_pipeline import returns
from ae_pipeline.errors import PipelineError
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.people import memberships, persons
from ae_pipeline.people.index import INDEX, PERSON_LINK
from ae_pipeline.people.linking.groups import Group
from ae_pipeline.reports.person_consistency import (
    AGREEMENT_COLUMNS,
    CLAIM_COLUMNS,
    Claims,
    compare,
    counts,
)
from ae_pipeline.returns.codes import ETHNICITY as ETHNICITY_CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from rich.console import RenderableType

    from ae_pipeline.periods import Month

BORN, SEX, ETHNICITY, UPN = "date of birth", "sex", "ethnicity", "UPN"
LOOKED_AFTER = "looked after on the day"
DATES: dict[str, dict[str, tuple[str, str, str]]] = {
    "looked after since": {
        "ssda903": ("episodes", "child", "decom"),
        "annex_a": ("children_looked_after", "child_unique_id", "date_started"),
    },
    "care ended": {
        "ssda903": ("episodes", "child", "dec"),
        "annex_a": ("children_looked_after", "child_unique_id", "date_ceased"),
    },
    "latest child protection plan": {
        "cin": ("child_protection_plans", "la_child_id", "cpp_start_date"),
        "annex_a": ("child_protection_plans", "child_unique_id", "start_date"),
    },
    "child protection plan ended": {
        "cin": ("child_protection_plans", "la_child_id", "cpp_end_date"),
        "annex_a": ("child_protection_plans", "child_unique_id", "end_date"),
    },
    "latest referral": {
        "cin": ("cin_details", "la_child_id", "cin_referral_date"),
        "annex_a": ("referrals", "child_unique_id", "date_of_referral"),
    },
    "latest section 47 enquiry": {
        "cin": ("section47", "la_child_id", "s47_actual_start_date"),
        "annex_a": ("section_47", "child_unique_id", "start_date"),
    },
}
"""Days that several returns tell, by return: table, column of the child, column of the day."""
_SYSTEMS = tuple(
    name
    for name in returns.NAMES
    if any(each.system == name and each.date_of_birth is not None for each in persons.PERSONS)
)
_DROPS = {"school_census": 3}
"""Returns of which each drop asks something else: so many of the newest are read, a year's."""
_SEXES = {"1": "M", "2": "F", "M": "M", "F": "F", "a) Male": "M", "b) Female": "F"}
"""What is not here (unborn, not known) is not told."""
_GROUPS = {
    "W": "white",
    "M": "mixed",
    "A": "asian",
    "C": "asian",
    "B": "black",
    "O": "other",
    "a": "white",
    "b": "mixed",
    "c": "asian",
    "d": "black",
    "e": "other",
}
"""By the first letter of a code of ethnicity, or of a category of Annex A."""
_NOT_TOLD = ("REFU", "NOBT")
_CIRCUMSTANCES, _IN_CARE_BY_NCCIS = "characteristics", "110"
_STARTS_CARE, _GOES_ON, _SHORT_BREAKS = "S", "X1", ("V3", "V4")
"""Reason for a new episode, and for the end of one after which another begins; legal statuses."""
_OWNER_ONLY = 0o600


@dataclass(frozen=True)
class Report:
    """What came of comparing a month's returns.

    Attributes:
        rows: ``AGREEMENT_COLUMNS``, pseudonyms of people: restricted.
        counts: ``reports.person_consistency.COUNT_COLUMNS``, no person.
        drops: by return that was compared, the month of its newest drop.
    """

    month: Month
    rows: pd.DataFrame
    counts: pd.DataFrame
    drops: dict[str, Month]


@dataclass(frozen=True)
class _Drop:
    """What a return tells of a month.

    Attributes:
        known: persons whom it knows.
        traits: ``CLAIM_COLUMNS`` of what does not hang on a day.
        tables: those that tell of days, by asset name.
        ids: person by the return's own id.
    """

    system: str
    month: Month
    known: frozenset[str]
    traits: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    ids: pd.Series[str]


def report(lake: Lake, month: Month) -> Report:
    """Compare every two returns of which a drop has been validated by a month.

    Raises:
        PipelineError: if the month has no index of people, or fewer than two returns know any.
    """
    links = lake.read(Stage.PEOPLE, INDEX, month, PERSON_LINK)
    found = [_drop(lake, system, month, links) for system in _SYSTEMS]
    drops = [drop for drop in found if drop is not None]
    if len(drops) < len(("one", "another")):
        raise PipelineError(
            f"Fewer than two returns that know people have been validated by {month}: run the "
            "months in which they landed first (ae run)."
        )
    compared = []
    for one, other in combinations(drops, 2):
        day = pd.Timestamp(min(one.month.end, other.month.end))
        compared.append(compare(_claims(one, day), _claims(other, day)))
    rows = pd.concat(compared, ignore_index=True)[list(AGREEMENT_COLUMNS)]
    return Report(month, rows, counts(rows), {drop.system: drop.month for drop in drops})


def write(rows: pd.DataFrame, path: Path) -> None:
    """Write rows of people's pseudonyms as CSV, to a file that only its owner can read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
    os.fchmod(descriptor, _OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        rows.to_csv(file, index=False)


def render(found: Report) -> Iterator[RenderableType]:
    """The counts as a table and a sentence for a terminal."""
    table = Table(title=f"What returns say of the same people, {found.month}", title_justify="left")
    for name in ("Field", "Return", "And"):
        table.add_column(name)
    for name in ("People", "Agree", "Differ", "One lacks it", "Agreeing"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in found.counts.to_dict("records"):
        share = "" if pd.isna(row["share"]) else f"{row['share']:.1%}"
        numbers = (f"{row[name]:,}" for name in ("people", "yes", "no", "one_lacks"))
        table.add_row(row["field"], row["return_a"], row["return_b"], *numbers, share)
    yield table
    drops = ", ".join(f"{system} {month}" for system, month in found.drops.items())
    yield f"Compared: {drops}. Of the other returns none tells a date of birth, or none has landed."


def _drop(lake: Lake, system: str, month: Month, links: pd.DataFrame) -> _Drop | None:
    months = [known for known in lake.months(Stage.VALIDATED, system) if known <= month]
    ids = links[links["system"] == system].set_index("local_id")["person_id"]
    if not months or ids.empty:
        return None
    known: set[str] = set()
    traits: list[pd.DataFrame] = [_nothing()]
    for each in months[-_DROPS.get(system, 1) :]:
        for name in _there(lake, system, each, persons.tables_of(system)):
            columns = persons.columns_of(system, name)
            rows = lake.read(Stage.VALIDATED, system, each, name, columns).drop_duplicates()
            for told in persons.PERSONS:
                if (told.system, told.table) == (system, name):
                    person = _person(rows[told.local_id], ids)
                    known.update(person.dropna())
                    traits += _traits(told, rows, person)
    return _Drop(
        system,
        months[-1],
        frozenset(known),
        pd.concat(traits, ignore_index=True).drop_duplicates(),
        {
            name: lake.read(Stage.VALIDATED, system, months[-1], name)
            for name in _there(lake, system, months[-1], _dated_tables(system))
        },
        ids,
    )


def _there(lake: Lake, system: str, month: Month, names: Iterable[str]) -> list[str]:
    """The tables among some that the specification of a drop has."""
    folder = lake.folder(Stage.VALIDATED, system, month)
    return [name for name in names if (folder / f"{name}.parquet").is_file()]


def _dated_tables(system: str) -> list[str]:
    """Tables of a return that tell of days."""
    names = [told[system][0] for told in DATES.values() if system in told]
    names += [name for each in _care_memberships(system) for name in each.needs]
    return [*dict.fromkeys(names), *([_CIRCUMSTANCES] if system == "nccis" else [])]


def _care_memberships(system: str) -> list[memberships.Membership]:
    return [
        each
        for each in memberships.MEMBERSHIPS
        if (each.group, each.system) == (Group.LOOKED_AFTER, system)
    ]


def _person(local: pd.Series[Any], ids: pd.Series[str]) -> pd.Series[Any]:
    """The person behind each of a return's own ids."""
    return ids.reindex(pd.Index(local)).set_axis(local.index)


def _traits(
    told: persons.Persons, rows: pd.DataFrame, person: pd.Series[Any]
) -> Iterator[pd.DataFrame]:
    """What a table tells of persons that does not hang on a day."""
    if told.date_of_birth is not None:
        yield _claim(person, BORN, rows[told.date_of_birth].dt.strftime("%Y-%m-%d"))
    if told.sex is not None:
        yield _claim(person, SEX, rows[told.sex].map(_SEXES))
    for number in (told.upn, told.former_upn):
        if number is not None:
            yield _claim(person, UPN, rows[number])
    if told.ethnicity is not None:
        code = rows[told.ethnicity].where(~rows[told.ethnicity].isin(_NOT_TOLD))
        first = code.str[:1]
        yield _claim(person, ETHNICITY, code.where(code.isin(ETHNICITY_CODES)))
        yield _claim(person, ETHNICITY, first.map(_GROUPS), level=1)
        # The categories of Annex A count Chinese among other groups, those of today among Asian.
        yield _claim(person, ETHNICITY, first.map({"C": _GROUPS["O"]}), level=1)


def _claim(
    person: pd.Series[Any], field: str, value: pd.Series[Any], level: int = 0
) -> pd.DataFrame:
    rows = pd.DataFrame({"person_id": person.astype("str"), "value": value.astype("str")}).dropna()
    return rows.assign(field=field, level=level)[list(CLAIM_COLUMNS)]


def _nothing() -> pd.DataFrame:
    nobody = pd.Series(dtype="str")
    return _claim(nobody, "", nobody)


def _claims(drop: _Drop, day: pd.Timestamp) -> Claims:
    """What a drop says of its people as of a day."""
    own = [each for each in persons.PERSONS if each.system == drop.system]
    fields = {BORN} | {
        field
        for field, tells in (
            (SEX, any(each.sex is not None for each in own)),
            (ETHNICITY, any(each.ethnicity is not None for each in own)),
            (UPN, any(each.upn is not None for each in own)),
        )
        if tells
    }
    told = [drop.traits]
    for field, where in DATES.items():
        if drop.system in where and where[drop.system][0] in drop.tables:
            fields.add(field)
            told.append(_latest(drop, field, where[drop.system], day))
    cared_for = _looked_after(drop, day)
    if cared_for is not None:
        fields.add(LOOKED_AFTER)
        people = pd.Series(sorted(drop.known), dtype="str")
        told.append(_claim(people, LOOKED_AFTER, people.isin(cared_for)))
    return Claims(drop.system, drop.known, frozenset(fields), pd.concat(told, ignore_index=True))


def _latest(
    drop: _Drop, field: str, where: tuple[str, str, str], day: pd.Timestamp
) -> pd.DataFrame:
    """By person, the last day that a table tells, up to a day."""
    table, child, column = where
    rows = drop.tables[table]
    if drop.system == "ssda903":
        of_care = rows["rec"].ne(_GOES_ON) if column == "dec" else rows["rne"].eq(_STARTS_CARE)
        rows = rows[of_care & ~rows["ls"].isin(_SHORT_BREAKS)]
    rows = rows[rows[column] <= day]
    latest = rows[column].groupby(_person(rows[child], drop.ids)).max()
    days = latest.reset_index(drop=True).astype("datetime64[s]").dt.strftime("%Y-%m-%d")
    return _claim(pd.Series(latest.index, dtype="str"), field, days)


def _looked_after(drop: _Drop, day: pd.Timestamp) -> frozenset[str] | None:
    """Persons who are looked after on a day, short breaks apart; none where a drop cannot tell."""
    if drop.system == "nccis" and _CIRCUMSTANCES in drop.tables:
        rows = drop.tables[_CIRCUMSTANCES]
        now = rows["charstart"].le(day) & ~rows["charend"].le(day)
        in_care = rows[now & rows["characteristic"].eq(_IN_CARE_BY_NCCIS)]
        return frozenset(_person(in_care["ypid"], drop.ids).dropna())
    told = _care_memberships(drop.system)
    if not told or not set(told[0].needs) <= set(drop.tables):
        return None
    tables = {name: drop.tables[name] for name in told[0].needs}
    ids = pd.concat({drop.system: drop.ids}, names=["system", "local_id"])
    (spells,) = memberships.spells({drop.system: [(drop.month, tables)]}, ids)[Group.LOOKED_AFTER]
    now = spells["start"].le(day) & ~spells["end"].le(day)
    return frozenset(spells.loc[now, "person_id"])
