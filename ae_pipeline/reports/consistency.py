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

from ae_pipeline.errors import PipelineError
from ae_pipeline.lake import Lake, Stage
from ae_pipeline.people import persons
from ae_pipeline.people.index import INDEX, PERSON_LINK
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
    from ae_pipeline.returns.people import ComparedDay, ComparedGroup, IdentityColumns

BORN, SEX, ETHNICITY, UPN = "date of birth", "sex", "ethnicity", "UPN"
_NOT_STATED = ("REFU", "NOBT")
_CHINESE, _UNKNOWN_SEX = "C", "U"
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
    found = [_drop(lake, system, month, links) for system in _systems()]
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


def _systems() -> list[str]:
    """Returns that state a date of birth, by which people are certain enough to be compared."""
    return [
        name
        for name, people in persons.people_of().items()
        if any(each.date_of_birth is not None for each in people.identities)
    ]


def _drop(lake: Lake, system: str, month: Month, links: pd.DataFrame) -> _Drop | None:
    months = [known for known in lake.months(Stage.VALIDATED, system) if known <= month]
    ids = links[links["system"] == system].set_index("local_id")["person_id"]
    if not months or ids.empty:
        return None
    declared = persons.people_of()[system]
    known: set[str] = set()
    traits: list[pd.DataFrame] = [_nothing()]
    for each in months[-declared.compared :]:
        for name in _there(lake, system, each, declared.identity_tables):
            columns = declared.identity_columns(name)
            rows = lake.read(Stage.VALIDATED, system, each, name, columns).drop_duplicates()
            for identity in declared.identities:
                if identity.table == name:
                    person = _person(rows[identity.local_id], ids)
                    known.update(person.dropna())
                    traits += _traits(identity, rows, person)
    dated = [
        *(each.table for each in declared.days),
        *(name for each in declared.states for name in each.needs),
    ]
    return _Drop(
        system,
        months[-1],
        frozenset(known),
        pd.concat(traits, ignore_index=True).drop_duplicates(),
        {
            name: lake.read(Stage.VALIDATED, system, months[-1], name)
            for name in _there(lake, system, months[-1], dict.fromkeys(dated))
        },
        ids,
    )


def _there(lake: Lake, system: str, month: Month, names: Iterable[str]) -> list[str]:
    """The tables among some that the specification of a drop has."""
    folder = lake.folder(Stage.VALIDATED, system, month)
    return [name for name in names if (folder / f"{name}.parquet").is_file()]


def _person(local: pd.Series[Any], ids: pd.Series[str]) -> pd.Series[Any]:
    """The person behind each of a return's own ids."""
    return ids.reindex(pd.Index(local)).set_axis(local.index)


def _traits(
    identity: IdentityColumns, rows: pd.DataFrame, person: pd.Series[Any]
) -> Iterator[pd.DataFrame]:
    """What a table states of persons that does not hang on a day."""
    if identity.date_of_birth is not None:
        yield _claim(person, BORN, rows[identity.date_of_birth].dt.strftime("%Y-%m-%d"))
    if identity.sex is not None:
        sex = rows[identity.sex].map(dict(identity.sexes))
        yield _claim(person, SEX, sex.where(sex != _UNKNOWN_SEX))
    for number in (identity.upn, identity.former_upn):
        if number is not None:
            yield _claim(person, UPN, rows[number])
    if identity.ethnicity is not None:
        code = rows[identity.ethnicity].where(~rows[identity.ethnicity].isin(_NOT_STATED))
        group = code.map(persons.ethnic_group_of())
        yield _claim(person, ETHNICITY, code.where(code.isin(ETHNICITY_CODES)))
        yield _claim(person, ETHNICITY, group, level=1)
        # The categories of Annex A count Chinese among other groups, those of today among Asian.
        chinese = code.str[:1].eq(_CHINESE)
        yield _claim(person, ETHNICITY, group.mask(chinese, "other").where(chinese), level=1)


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
    declared = persons.people_of()[drop.system]
    fields = {BORN} | {
        field
        for field, stated in (
            (SEX, any(each.sex is not None for each in declared.identities)),
            (ETHNICITY, any(each.ethnicity is not None for each in declared.identities)),
            (UPN, any(each.upn is not None for each in declared.identities)),
        )
        if stated
    }
    claims = [drop.traits]
    for compared in declared.days:
        if compared.table in drop.tables:
            fields.add(compared.name)
            claims.append(_latest(drop, compared, day))
    for state in declared.states:
        if set(state.needs) <= set(drop.tables):
            fields.add(state.name)
            people = pd.Series(sorted(drop.known), dtype="str")
            claims.append(_claim(people, state.name, people.isin(_on_the_day(drop, state, day))))
    return Claims(drop.system, drop.known, frozenset(fields), pd.concat(claims, ignore_index=True))


def _latest(drop: _Drop, compared: ComparedDay, day: pd.Timestamp) -> pd.DataFrame:
    """By person, the last day that a table states, up to a day."""
    rows = drop.tables[compared.table]
    if compared.counts is not None:
        rows = rows[compared.counts(rows)]
    rows = rows[rows[compared.day] <= day]
    latest = rows[compared.day].groupby(_person(rows[compared.person], drop.ids)).max()
    days = latest.reset_index(drop=True).astype("datetime64[s]").dt.strftime("%Y-%m-%d")
    return _claim(pd.Series(latest.index, dtype="str"), compared.name, days)


def _on_the_day(drop: _Drop, state: ComparedGroup, day: pd.Timestamp) -> frozenset[str]:
    """Persons in a group on a day."""
    spells = state.spells({name: drop.tables[name] for name in state.needs})
    now = spells["start"].le(day) & ~spells["end"].le(day)
    return frozenset(_person(spells.loc[now, "local_id"], drop.ids).dropna())
