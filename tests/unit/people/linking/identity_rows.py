"""Invented identity rows, told by what matters in a test."""

from pathlib import Path

import pandas as pd

from ae_pipeline.people.linking.identities import COLUMNS, DATE
from ae_pipeline.people.linking.settings import LinkageSettings, linkage

SETTINGS = linkage(Path(__file__).parents[4] / "config")


def settings(**changes) -> LinkageSettings:
    return SETTINGS.model_copy(update=changes)


def rows(*told: dict) -> pd.DataFrame:
    """Rows of the given columns; any other is null. ``id`` is the local id."""
    filled = [
        {**dict.fromkeys(COLUMNS), "local_id": one.get("id"), **{k: v for k, v in one.items() if k != "id"}}
        for one in told
    ]
    frame = pd.DataFrame(filled, columns=list(COLUMNS))
    text = {name: "str" for name in COLUMNS if name != DATE}
    return frame.astype(text).assign(**{DATE: pd.to_datetime(frame[DATE]).astype("datetime64[s]")})
