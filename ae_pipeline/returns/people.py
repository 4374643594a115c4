"""What a return declares of people: who its rows name, their groups, what others state too.

Not here: any return's own columns (``returns.<name>.people``), or who is the same person in two
returns (``people.linking``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

if TYPE_CHECKING:
    from ae_pipeline.schema.groups import Group

Tables: TypeAlias = Mapping[str, pd.DataFrame]
"""Validated tables of one submission, by asset name."""
Spells: TypeAlias = Callable[[Tables], pd.DataFrame]
"""From a submission's tables to ``local_id``, ``start`` and ``end`` (the first day out of it)."""
NAMES = ("forename_key", "surname_key", "forename_sound", "surname_sound")
"""Columns of keyed names, the same in every return that has names."""
SEXES: Mapping[str, str] = {"1": "M", "2": "F", "M": "M", "F": "F", "U": "U"}
"""Codes of SSDA903, and of schools and the CIN Census."""


@dataclass(frozen=True)
class IdentityColumns:
    """The columns of one validated table that say who its rows are about.

    Attributes:
        table: asset name.
        local_id: the return's own id of a person; a row without one is about nobody.
        child_link, upn, former_upn, uln: numbers that other returns may hold too.
        sexes: the codes of ``sex`` as M, F and U.
        named: whether the names ``forename_key`` … and ``surname_key`` … are there.
    """

    table: str
    local_id: str
    child_link: str | None = None
    upn: str | None = None
    former_upn: str | None = None
    uln: str | None = None
    date_of_birth: str | None = None
    sex: str | None = None
    ethnicity: str | None = None
    district: str | None = None
    named: bool = False
    sexes: Mapping[str, str] = field(default_factory=lambda: SEXES)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Columns with a number that other returns may hold too."""
        numbers = (self.child_link, self.upn, self.former_upn, self.uln)
        return tuple(column for column in numbers if column is not None)

    @property
    def traits(self) -> tuple[str, ...]:
        """Columns by which somebody can be linked without a number."""
        traits = (self.date_of_birth, self.sex, self.district)
        return (*(column for column in traits if column is not None), *self._names)

    @property
    def columns(self) -> tuple[str, ...]:
        """All of them, each once."""
        ethnicity = () if self.ethnicity is None else (self.ethnicity,)
        return tuple(dict.fromkeys((self.local_id, *self.numbers, *self.traits, *ethnicity)))

    @property
    def _names(self) -> tuple[str, ...]:
        return NAMES if self.named else ()


def child_columns(table: str, child: str, **columns: Any) -> IdentityColumns:
    """Of a table that names children by their social care number."""
    return IdentityColumns(table, local_id=child, child_link=f"{child}_link", **columns)


@dataclass(frozen=True)
class Membership:
    """Rows of a return that put a person into a vulnerable group.

    Attributes:
        needs: asset names of the tables it reads; a submission without them states nothing.
        as_of_a_day: whether a submission says who is in the group on one day, from which the
            spells start, and not since when each person is.
    """

    group: Group
    needs: tuple[str, ...]
    spells: Spells
    as_of_a_day: bool = False


@dataclass(frozen=True)
class ComparedDay:
    """A day that another return states too, such as the start of care: the latest of a person.

    Attributes:
        name: of the field, the same in every return that has it.
        table: asset name.
        person: column with the return's own id.
        day: column.
        counts: which rows do; all of them where not given.
    """

    name: str
    table: str
    person: str
    day: str
    counts: Callable[[pd.DataFrame], pd.Series[bool]] | None = None


@dataclass(frozen=True)
class ComparedGroup:
    """Whether somebody is in a group on a day, which another return states too.

    Attributes:
        name: of the field, the same in every return that has it.
        needs: asset names of the tables it reads.
        spells: from them to the times that people were in it.
    """

    name: str
    needs: tuple[str, ...]
    spells: Spells


@dataclass(frozen=True)
class People:
    """What a return declares of people.

    Attributes:
        identities: the tables that name people, from the one that knows least of a person to the
            one that knows most.
        memberships: groups that its rows put people into.
        several_ids: whether the return rightly knows a person by several ids: one a file, a stay
            on a roll or a kind of number, or a UPN that was replaced.
        ethnic_groups: by its own categories of ethnicity, the group of the Census 2021; a return
            that uses DfE's codes declares none.
        days: that other returns state too.
        states: on a day, that other returns state too.
        compared: how many of the newest submissions are compared with other returns: more than
            one where each covers something else.
    """

    identities: tuple[IdentityColumns, ...]
    memberships: tuple[Membership, ...] = ()
    several_ids: bool = False
    ethnic_groups: Mapping[str, str] = field(default_factory=dict)
    days: tuple[ComparedDay, ...] = ()
    states: tuple[ComparedGroup, ...] = ()
    compared: int = 1

    @property
    def identity_tables(self) -> tuple[str, ...]:
        """Asset names of the tables that name people."""
        return tuple(dict.fromkeys(each.table for each in self.identities))

    @property
    def membership_tables(self) -> tuple[str, ...]:
        """Asset names of the tables that put people into groups."""
        return tuple(dict.fromkeys(name for each in self.memberships for name in each.needs))

    def identity_columns(self, table: str) -> tuple[str, ...]:
        """Columns of a validated table that say who its rows are about."""
        of_table = [each for each in self.identities if each.table == table]
        return tuple(dict.fromkeys(name for each in of_table for name in each.columns))


def spell_rows(
    person: pd.Series[Any], start: pd.Series[Any], end: pd.Series[Any] | None
) -> pd.DataFrame:
    """Rows of ``local_id``, ``start`` and ``end``; open where there is no end."""
    never = pd.Series(pd.NaT, index=person.index, dtype="datetime64[s]")
    return pd.DataFrame(
        {
            "local_id": person,
            "start": start.astype("datetime64[s]"),
            "end": never if end is None else end.astype("datetime64[s]"),
        }
    )


def looked_up(keys: pd.Series[Any], values: pd.Series[Any]) -> pd.Series[Any]:
    """The value of each key; ``Series.map`` fails where there are no values at all."""
    return values.reindex(keys).set_axis(keys.index)
