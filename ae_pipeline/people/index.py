"""The person index of a month: validated drops in the lake to who is who, and to groups.

Not here: how rows are linked (``linking``), which columns name a person or which rows put one
into a group (``returns.<name>.people``).
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ae_pipeline import fingerprint, source_code
from ae_pipeline.lake import Lake, Stage, records_all
from ae_pipeline.people import memberships, persons
from ae_pipeline.people.linking.groups import person_groups
from ae_pipeline.people.linking.linkage import link
from ae_pipeline.people.linking.report import LinkReport
from ae_pipeline.returns.validating import validated
from ae_pipeline.schema.groups import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from ae_pipeline.people.linking.settings import LinkageSettings
    from ae_pipeline.periods import Month
    from ae_pipeline.returns.base import Return
    from ae_pipeline.returns.validating import ValidatedDrop
    from ae_pipeline.settings import RejectionThreshold

INDEX = "index"
PERSON_LINK, PERSON_GROUP, PERSON = "person_link", "person_group", "person"
"""Tables: who each id is; spells in vulnerable groups; and what is known of each person."""
CODE_WITHOUT = (*source_code.STORING, "returns.validating")
"""What these make is an input of its own, or changes nothing in the rows."""
_MANIFEST = ("fingerprint", "rows", "report", "left_out", "people")


def code_of(systems: Iterable[str]) -> tuple[str, ...]:
    """Modules that build the index of some returns."""
    return ("people.index", *(f"returns.{system}.people" for system in sorted(systems)))


@dataclass(frozen=True)
class IndexOfMonth:
    """What is known of a month's person index.

    Attributes:
        rows: by table.
        report: ``linking.report.LinkReport`` as plain data.
        left_out: returns of which too many rows are in quarantine to link on the rest.
        people: by return, the digest of whom its ids are.
    """

    month: Month
    fingerprint: str
    rows: dict[str, int]
    report: dict[str, Any]
    left_out: list[str]
    people: dict[str, str]

    def share_linked(self, system: str) -> tuple[int, int]:
        """Ids of a system that another system knows too, and all of them."""
        found = self.report["systems"].get(system, {"linked": 0, "rows": 0})
        return found["linked"], found["rows"]


def build_index(
    drops: Mapping[str, Sequence[Month]],
    sources: Sequence[Return],
    month: Month,
    lake: Lake,
    *,
    settings: LinkageSettings,
    localities: Mapping[str, str],
    threshold: RejectionThreshold,
) -> IndexOfMonth:
    """Build a month's index, unless that has been done from the same.

    Args:
        drops: by return, months of the drops that tell of people, oldest first.
        sources: returns, from the one believed most to the one believed least.
        month: reporting month.
        lake: validated tables; the index goes there too.
        settings: of linking.
        localities: by postcode district of the home.
        threshold: a drop that is beyond it is left out, so that one bad file of one system does
            not stop the figures of all others.
    """
    known: list[ValidatedDrop] = []
    left_out = []
    for source in sources:
        for drop in drops.get(source.name, ()):
            found = validated(source, drop, lake)
            if found is not None and not tables_of(source.name).isdisjoint(
                found.blocked(threshold)
            ):
                left_out.append(source.name)
            elif found is not None:
                known.append(found)
    made_from = fingerprint.of(
        drops=[(drop.return_name, str(drop.month), _rows_of(drop, lake)) for drop in known],
        left_out=left_out,
        settings=settings.told,
        localities=dict(localities),
        code=source_code.digest(*code_of(source.name for source in sources), without=CODE_WITHOUT),
    )
    current = index_of(month, lake)
    if current is None or current.fingerprint != made_from:
        believed = [source.name for source in sources]
        tables, report = _indexed(known, lake, settings, believed, localities)
        manifest: dict[str, Any] = {
            "fingerprint": made_from,
            "rows": {name: len(frame) for name, frame in tables.items()},
            "report": report,
            "left_out": sorted(set(left_out)),
            "people": {
                str(system): _digest(rows) for system, rows in tables[PERSON_LINK].groupby("system")
            },
        }
        lake.replace(Stage.PEOPLE, INDEX, month, tables, manifest)
        current = IndexOfMonth(month=month, **manifest)
    return current


def index_of(month: Month, lake: Lake) -> IndexOfMonth | None:
    """What is known of a month's person index; none if today's code has not built it."""
    manifest = lake.manifest(Stage.PEOPLE, INDEX, month, _MANIFEST)
    if manifest is None or not records_all([manifest["report"]], LinkReport):
        return None
    return IndexOfMonth(month=month, **{name: manifest[name] for name in _MANIFEST})


def tables_of(system: str) -> frozenset[str]:
    """Asset names of the tables of a return that name people or groups."""
    declared = persons.people_of()[system]
    return frozenset({*declared.identity_tables, *declared.membership_tables})


def _rows_of(drop: ValidatedDrop, lake: Lake) -> dict[str, str]:
    digests = lake.digests(Stage.VALIDATED, drop.return_name, drop.month)
    return {table: digests[table] for table in tables_of(drop.return_name) if table in digests}


def _digest(links: pd.DataFrame) -> str:
    """Digest of whom ids are, however sure that is."""
    rows = links[["local_id", "person_id"]].sort_values(["local_id", "person_id"])
    return hashlib.sha256(rows.to_csv(index=False).encode()).hexdigest()


def _indexed(
    drops: Sequence[ValidatedDrop],
    lake: Lake,
    settings: LinkageSettings,
    believed: Sequence[str],
    localities: Mapping[str, str],
) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    rows_of: dict[str, list[tuple[Month, dict[str, pd.DataFrame]]]] = {}
    for drop in drops:
        system = drop.return_name
        declared = persons.people_of()[system]
        whole = set(declared.membership_tables)
        tables = {
            name: lake.read(Stage.VALIDATED, system, drop.month, name)
            if name in whole
            # Of a month of marks one column is needed of eight, and a pupil once of forty times.
            else lake.read(
                Stage.VALIDATED, system, drop.month, name, declared.identity_columns(name)
            ).drop_duplicates(ignore_index=True)
            for name in sorted(tables_of(system) & set(drop.tables))
        }
        rows_of.setdefault(system, []).append((drop.month, tables))
    rows = persons.identities(rows_of)
    links = link(rows.drop(columns=persons.ETHNICITY), settings)
    people = rows.merge(links.people[["system", "local_id", "person_id"]])
    known = persons.known_of(people[people["system"] == system] for system in believed)
    ids = links.people.set_index(["system", "local_id"])["person_id"]
    groups = person_groups(memberships.spells(rows_of, ids))
    unaccompanied = groups[groups["group"] == str(Group.UASC)]
    tables = {
        PERSON_LINK: links.people,
        PERSON_GROUP: groups,
        PERSON: persons.persons(known, unaccompanied, localities),
    }
    return tables, asdict(links.report)


def person_ids(lake: Lake, month: Month, system: str) -> pd.Series[str]:
    """The person behind each id of a system, by that id, as the month's index has it."""
    links = lake.read(Stage.PEOPLE, INDEX, month, PERSON_LINK)
    return links[links["system"] == system].set_index("local_id")["person_id"]
