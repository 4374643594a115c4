"""Cross-return consistency of a month: whom one return names that another should know too.

Counts of persons, never a person. Which rows put somebody into a group is in
``returns.<name>.people``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.lake import Stage
from ae_pipeline.people import memberships
from ae_pipeline.people.index import INDEX, PERSON, PERSON_LINK
from ae_pipeline.people.persons import people_of
from ae_pipeline.schema.groups import Group
from ae_pipeline.settings import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from ae_pipeline.expectations.profile import Intake
    from ae_pipeline.lake import Lake
    from ae_pipeline.periods import Month

_MEMBERS = re.compile(r"(?P<group>[a-z_]*)@(?P<system>[a-z0-9_]+)")
_AGED = re.compile(r"aged (?P<youngest>\d+)-(?P<oldest>\d+)")


@dataclass(frozen=True)
class _People:
    """What a month knows of people. A set of persons is a flag for each of ``everybody``.

    Attributes:
        systems: returns that have landed.
        everybody: person ids, each once.
        ids: person ids by (system, local id).
        born: date of birth by person id.
        tables: validated tables of each return.
        spells: in each group, by return, once a term has needed them.
    """

    systems: frozenset[str]
    everybody: pd.Index[str]
    ids: pd.Series[str]
    born: pd.Series[pd.Timestamp]
    tables: memberships.Submissions
    on: pd.Timestamp
    spells: dict[str, dict[Group, list[pd.DataFrame]]] = field(default_factory=dict)

    def of_term(self, term: str) -> NDArray[np.bool_] | None:
        """Persons whom a term names; none where its return has not landed.

        Raises:
            ConfigurationError: if it is no term.
        """
        if aged := _AGED.fullmatch(term):
            youngest, oldest = int(aged["youngest"]), int(aged["oldest"])
            birthday = self.born.dt.month * 100 + self.born.dt.day
            before_it = birthday > self.on.month * 100 + self.on.day
            age = self.on.year - self.born.dt.year - before_it
            return self._flags(self.born.index[age.between(youngest, oldest)])
        members = _MEMBERS.fullmatch(term)
        if members is None or members["group"] not in {"", *Group}:
            raise ConfigurationError(
                f"config/expectations/agreement.yaml: {term!r} is not a group at a return "
                "(looked_after@ssda903, @nccis) or an age (aged 5-15)"
            )
        if members["system"] not in self.systems:
            return None
        if not members["group"]:
            return self._flags(self.ids.xs(members["system"], level="system"))
        return self._in_group(Group(members["group"]), members["system"])

    def _in_group(self, group: Group, system: str) -> NDArray[np.bool_]:
        if system not in self.spells:
            of_system = {system: self.tables.get(system, [])}
            self.spells[system] = memberships.spells(of_system, self.ids)
        persons = np.zeros(len(self.everybody), dtype=bool)
        for spells in self.spells[system][group]:
            now = (spells["start"] <= self.on) & ~(spells["end"] <= self.on)
            persons |= self._flags(spells.loc[now, "person_id"])
        return persons

    def _flags(self, persons: pd.Index[str] | pd.Series[str]) -> NDArray[np.bool_]:
        flags = np.zeros(len(self.everybody), dtype=bool)
        flags[self.everybody.get_indexer(pd.Index(persons))] = True
        return flags


def agreement(
    intakes: Iterable[Intake], lake: Lake, month: Month, watch: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """A row a comparison: ``people`` it is about, ``found`` elsewhere, ``share`` of them.

    Comparisons of which a return has not landed, or of nobody, are left out.

    Args:
        intakes: of the month.
        lake: validated tables and the month's person index.
        month: the last day of which counts.
        watch: by comparison, whom it is about, then where they should be found, in any one. A
            term is ``group@return`` (in the group by that return), ``@return`` (known to it) or
            ``aged 5-15``; terms joined by ``&`` must all hold.
    """
    landed = [intake for intake in intakes if intake.landed]
    links = lake.read(Stage.PEOPLE, INDEX, month, PERSON_LINK)
    persons = lake.read(Stage.PEOPLE, INDEX, month, PERSON)
    ids = links.set_index(["system", "local_id"])["person_id"]
    present = set(ids.index.get_level_values("system").unique())
    people = _People(
        frozenset(intake.source.name for intake in landed) & present,
        pd.Index(pd.concat([links["person_id"], persons["person_id"]]).unique()),
        ids,
        persons.dropna(subset=["date_of_birth"]).set_index("person_id")["date_of_birth"],
        {intake.source.name: [(intake.drop, _tables(intake, lake))] for intake in landed},
        pd.Timestamp(month.end),
    )
    rows = []
    for name, (terms, *elsewhere) in watch.items():
        about = _all(terms, people)
        others = [_all(each, people) for each in elsewhere]
        if about is None or not about.any() or any(each is None for each in others):
            continue
        there = about & np.logical_or.reduce([each for each in others if each is not None])
        count, elsewhere_too = int(about.sum()), int(there.sum())
        rows.append((name, count, elsewhere_too, elsewhere_too / count))
    return pd.DataFrame(rows, columns=["subject", "people", "found", "share"])


def _all(terms: str, people: _People) -> NDArray[np.bool_] | None:
    """Persons whom all terms name; none where one of their returns has not landed."""
    sets = [people.of_term(term.strip()) for term in terms.split("&")]
    landed = [each for each in sets if each is not None]
    return np.logical_and.reduce(landed) if len(landed) == len(sets) else None


def _membership_tables(system: str) -> tuple[str, ...]:
    people = people_of().get(system)
    return () if people is None else people.membership_tables


def _tables(intake: Intake, lake: Lake) -> dict[str, pd.DataFrame]:
    """The validated tables of a submission that record groups, those of its specification."""
    folder = lake.folder(Stage.VALIDATED, intake.source.name, intake.drop)
    return {
        table: lake.read(Stage.VALIDATED, intake.source.name, intake.drop, table)
        for table in _membership_tables(intake.source.name)
        if (folder / f"{table}.parquet").is_file()
    }
