"""Invented identity rows, told by what matters in a test."""

from pathlib import Path

import pandas as pd

from ae_pipeline.people.linking.identities import COLUMNS, DATE
from ae_pipeline.people.linking.linkage import link
from ae_pipeline.people.linking.settings import linkage

SETTINGS = linkage(Path(__file__).parents[4] / "config")


def settings(**changes):
    return SETTINGS.model_copy(update=changes)


def rows(*told):
    """Rows of the given columns; ``local_id`` is the row's place unless told, others are null."""
    told = [{"local_id": str(place), **one} for place, one in enumerate(told)]
    frame = pd.DataFrame(told, columns=list(COLUMNS))
    text = {name: "str" for name in COLUMNS if name != DATE}
    return frame.astype(text).assign(**{DATE: pd.to_datetime(frame[DATE]).astype("datetime64[s]")})


def row(system, name=None, born=None, sex=None, **more):
    """``name`` is 'forename surname'; a sound is the first three letters of a name."""
    forename, surname = (name or " ").split(" ")
    return {
        "system": system,
        "date_of_birth": born,
        "sex": sex,
        "forename_key": forename or None,
        "surname_key": surname or None,
        "forename_sound": forename[:3] or None,
        "surname_sound": surname[:3] or None,
        **more,
    }


def people_of(*told, **changes):
    """What ``link`` says of the rows, in the order told."""
    links = link(rows(*told), settings(**changes))
    order = rows(*told)[["system", "local_id"]]
    return order.merge(links.people, on=["system", "local_id"], how="left"), links.report


def together(*told, **changes):
    """The rows as a letter per person, in order of appearance: 'aab'."""
    people, _ = people_of(*told, **changes)
    letters = {one: chr(ord("a") + at) for at, one in enumerate(people["person_id"].unique())}
    return "".join(people["person_id"].map(letters))
