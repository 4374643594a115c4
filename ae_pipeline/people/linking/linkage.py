"""From identity rows to people: the numbers first, then likeness, then an id for each person."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_pipeline.people.linking.certain import ALONE, FIELDS, KINDS, Certain, by_number
from ae_pipeline.people.linking.components import Rows, components
from ae_pipeline.people.linking.identities import DATE, KEY, in_order
from ae_pipeline.people.linking.probable import by_likeness
from ae_pipeline.people.linking.report import LinkReport, PassReport, SystemLinks

if TYPE_CHECKING:
    from ae_pipeline.people.linking.settings import LinkageSettings

PROBABLE = "probable"
_ID_LENGTH = 32


@dataclass(frozen=True)
class Links:
    """Who is who.

    Attributes:
        people: one row per identity row, ordered by system and local id: ``system``,
            ``local_id``, ``person_id``, ``how``, ``probability``.

            ``how`` is the strongest evidence by which the row is of its person: ``only`` (no
            other row is), ``child_link``, ``upn``, ``former_upn``, ``uln`` (another row holds
            the same number) or ``probable``. Of people joined by likeness, those rows stay with
            their number that hang together with the one that gives ``person_id``; all others,
            and that one if it is alone, are ``probable``.

            ``probability`` is 1 but for ``probable`` rows: there it is that of the link, or the
            product where a person took several.
        report: counts.
    """

    people: pd.DataFrame
    report: LinkReport


@dataclass(frozen=True)
class _Joined:
    """People after the passes; ``probability`` by row, that of all links of its person."""

    person: Rows
    probability: np.ndarray
    passes: tuple[PassReport, ...]


def link(identities: pd.DataFrame, settings: LinkageSettings) -> Links:
    """Tell which rows are about the same person.

    The result is the same for any order of the rows.

    Args:
        identities: rows as in ``identities.COLUMNS``, each local id of a system once.
        settings: ``config/linkage.yaml``.

    Raises:
        ValueError: if the rows are not as described.
        ScoringError: if the probabilistic part fails.
    """
    rows = in_order(identities)
    certain = by_number(rows, placeholder_rows=settings.placeholder_rows)
    joined = _by_passes(rows, certain, settings)
    named = _named(rows, joined.person, certain)
    elsewhere = certain.person != certain.person[named["row"].to_numpy()]
    likened = pd.Series(certain.person).groupby(joined.person).transform("nunique") > 1
    uncertain = likened.to_numpy() & (elsewhere | (certain.how == ALONE).to_numpy())
    people = rows[list(KEY)].assign(
        person_id=named["person_id"],
        how=certain.how.mask(uncertain, PROBABLE),
        probability=np.where(uncertain, joined.probability, 1.0),
    )
    return Links(people, _report(people, rows, joined, certain))


def _by_passes(rows: pd.DataFrame, certain: Certain, settings: LinkageSettings) -> _Joined:
    person, everyone = certain.person, np.arange(len(rows))
    made, reports = [], []
    for name, chosen in settings.passes.items():
        found = by_likeness(rows, person, name, chosen, settings)
        one = np.concatenate([everyone, found.links["left"].to_numpy(dtype=np.intp)])
        other = np.concatenate([person, found.links["right"].to_numpy(dtype=np.intp)])
        person = components(len(rows), one, other)
        made.append(found.links)
        reports.append(found.report)
    probability = np.ones(len(rows))
    for links in made:
        np.multiply.at(probability, person[links["left"].to_numpy()], links["probability"])
    return _Joined(person, probability[person], tuple(reports))


def _named(rows: pd.DataFrame, person: Rows, certain: Certain) -> pd.DataFrame:
    """By row: ``person_id``, and the ``row`` whose number it is made from.

    It is made from the smallest social care number of the person, else the smallest present
    UPN, else ULN, none of them in dispute; else from the first local id. So a person keeps an
    id while the strongest number stays, whoever else is found to be the same.
    """
    own_key = "local_id:" + rows["system"] + ":" + rows["local_id"]
    best = pd.DataFrame({"row": np.arange(len(rows)), "text": own_key}).groupby(person).first()
    claims = certain.claims
    for kind in reversed(KINDS):
        held = claims.loc[claims["field"] == FIELDS.index(kind), "row"].to_numpy()
        numbers = rows[kind].iloc[held]
        order = np.lexsort((pd.factorize(numbers, sort=True)[0], person[held]))
        first = (
            pd.DataFrame(
                {
                    "row": held[order],
                    "text": f"{kind}:" + numbers.iloc[order].reset_index(drop=True),
                },
            )
            .groupby(person[held][order])
            .first()
        )
        best.loc[first.index] = first
    ids = [hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH] for text in best["text"]]
    named = best.assign(person_id=pd.Series(ids, index=best.index, dtype="str"))
    return named.loc[person, ["row", "person_id"]].reset_index(drop=True)


def _report(
    people: pd.DataFrame, rows: pd.DataFrame, joined: _Joined, certain: Certain
) -> LinkReport:
    by_person = people.groupby(joined.person)["system"]
    elsewhere = by_person.transform("nunique") > 1
    twice = people.groupby([joined.person, people["system"]]).size() > 1
    births = rows[DATE].groupby(certain.person)
    counts = pd.DataFrame(
        {
            "rows": people["system"].value_counts(),
            "linked": elsewhere.groupby(people["system"]).sum(),
            "one_to_many": twice.groupby(level="system").sum(),
        }
    )
    return LinkReport(
        systems={str(one.Index): SystemLinks(*map(int, one[1:])) for one in counts.itertuples()},
        people=len(np.unique(joined.person)),
        conflicts=certain.disputed,
        placeholders=certain.placeholders,
        dob_disagrees=int((births.max() > births.min()).sum()),
        passes=joined.passes,
    )
