"""Facts about what returns say of the same people: whom one names that another should know too.

Here: counting persons. Not here: who is who (``people.linking``), or which rows put somebody into
a group (``people.memberships``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.lake import Stage
from ae_pipeline.people import memberships
from ae_pipeline.people.index import INDEX, PERSON, PERSON_LINK
from ae_pipeline.people.linking.groups import Group
from ae_pipeline.settings import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ae_pipeline.expectations.facts import Intake
    from ae_pipeline.lake import Lake
    from ae_pipeline.periods import Month

_MEMBERS = re.compile(r"(?P<group>[a-z_]*)@(?P<system>[a-z0-9_]+)")
_AGED = re.compile(r"aged (?P<youngest>\d+)-(?P<oldest>\d+)")


@dataclass(frozen=True)
class _People:
    """What a month knows of people, as questions are asked of it.

    Attributes:
        systems: returns that have landed.
        ids: person ids by (system, local id).
        born: date of birth by person id.
        told: validated tables of each return.
    """

    systems: frozenset[str]
    ids: pd.Series[str]
    born: pd.Series[pd.Timestamp]
    told: memberships.Told
    on: pd.Timestamp

    def meant(self, term: str) -> frozenset[str] | None:
        """Persons whom a term means; none where its return has not landed.

        Raises:
            ConfigurationError: if it is no term.
        """
        if aged := _AGED.fullmatch(term):
            youngest, oldest = int(aged["youngest"]), int(aged["oldest"])
            birthdays = (self.on.month, self.on.day)
            had = [(day.month, day.day) <= birthdays for day in self.born]
            age = self.on.year - self.born.dt.year - ~np.array(had, dtype=bool)
            return frozenset(self.born.index[age.between(youngest, oldest)])
        members = _MEMBERS.fullmatch(term)
        if members is None or members["group"] not in {"", *Group}:
            raise ConfigurationError(
                f"config/expectations/agreement.yaml: {term!r} is not a group at a return "
                "(looked_after@ssda903, @nccis) or an age (aged 5-15)"
            )
        if members["system"] not in self.systems:
            return None
        if not members["group"]:
            return frozenset(self.ids.xs(members["system"], level="system"))
        return self._in_group(Group(members["group"]), members["system"])

    def _in_group(self, group: Group, system: str) -> frozenset[str]:
        of_system = {system: self.told.get(system, [])}
        found: set[str] = set()
        for spells in memberships.spells(of_system, self.ids)[group]:
            now = (spells["start"] <= self.on) & ~(spells["end"] <= self.on)
            found.update(spells.loc[now, "person_id"])
        return frozenset(found)


def agreement(
    intakes: Iterable[Intake], lake: Lake, month: Month, watch: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """A row a question: ``people`` asked about, ``found`` elsewhere, ``share`` of them.

    Questions of which a return has not landed, or of nobody, are left out.

    Args:
        intakes: of the month.
        lake: validated tables and the month's person index.
        month: the last day of which counts.
        watch: by question, whom it is about and then where they should be found, in any one. A
            term is ``group@return`` (in the group by that return), ``@return`` (known to it) or
            ``aged 5-15``; terms joined by ``&`` must all hold.
    """
    landed = [intake for intake in intakes if intake.landed]
    links = lake.read(Stage.PEOPLE, INDEX, month, PERSON_LINK)
    known = lake.read(Stage.PEOPLE, INDEX, month, PERSON)
    ids = links.set_index(["system", "local_id"])["person_id"]
    present = set(ids.index.get_level_values("system"))
    people = _People(
        frozenset(intake.source.name for intake in landed) & present,
        ids,
        known.dropna(subset=["date_of_birth"]).set_index("person_id")["date_of_birth"],
        {intake.source.name: [(intake.drop, _tables(intake, lake))] for intake in landed},
        pd.Timestamp(month.end),
    )
    facts = []
    for name, (asked, *elsewhere) in watch.items():
        about = _all(asked, people)
        found = [_all(terms, people) for terms in elsewhere]
        if not about or any(each is None for each in found):
            continue
        there = about & frozenset().union(*(each for each in found if each is not None))
        facts.append((name, len(about), len(there), len(there) / len(about)))
    return pd.DataFrame(facts, columns=["subject", "people", "found", "share"])


def _all(terms: str, people: _People) -> frozenset[str] | None:
    """Persons whom all terms mean; none where one of their returns has not landed."""
    meant = [people.meant(term.strip()) for term in terms.split("&")]
    told = [each for each in meant if each is not None]
    return frozenset.intersection(*told) if len(told) == len(meant) else None


def _tables(intake: Intake, lake: Lake) -> dict[str, pd.DataFrame]:
    """The validated tables of a drop that tell of groups, those that its specification has."""
    folder = lake.folder(Stage.VALIDATED, intake.source.name, intake.drop)
    return {
        table: lake.read(Stage.VALIDATED, intake.source.name, intake.drop, table)
        for table in memberships.tables_of(intake.source.name)
        if (folder / f"{table}.parquet").is_file()
    }
