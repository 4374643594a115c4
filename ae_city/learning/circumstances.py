"""What tracking notes of young people beside their activity: in care, care leaver, carer, parent.

Not here: the lives themselves (``care``, ``schooling``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ae_city.learning.recording import dates
from ae_city.population.days import NEVER, as_numbers, number

if TYPE_CHECKING:
    from datetime import date

    from ae_city.learning.pupils import Learners
    from ae_city.population.draws import Flags

_LOOKED_AFTER, _SEEKING_ASYLUM, _CARER = "110", "130", "140"
_CARE_LEAVER, _PARENT = "160", "190"
_TOLD_FROM_DAYS = 15 * 365
_LEAVER_FROM_DAYS = 16 * 365 + 4


def circumstances(
    learners: Learners, on: date, tracked: Flags, numbers: pd.Series[str]
) -> pd.DataFrame:
    """One row a circumstance of somebody tracked: the latest spell of each that has begun."""
    population, today = learners.population, number(on)
    care = learners.care
    care_start, care_end = as_numbers(care["start"], 0), as_numbers(care["end"], NEVER)
    born = as_numbers(population.people["born"], 0)
    person = care["person"].to_numpy(dtype=np.int64)
    lately = care_end - born[person] >= _TOLD_FROM_DAYS
    left_late = (care_end < NEVER) & (care_end - born[person] >= _LEAVER_FROM_DAYS)
    carers = learners.needs.young_carers
    lives = population.care.lives
    alone = np.array(
        [row for row, life in enumerate(lives) if life.person.unaccompanied], dtype=np.int64
    )
    parents = np.array(
        [row for row, life in enumerate(lives) if life.person.child_born], dtype=np.int64
    )
    births = np.array(
        [number(life.person.child_born) for life in lives if life.person.child_born],
        dtype=np.int64,
    )
    parts = [
        _part(_LOOKED_AFTER, person[lately], care_start[lately], care_end[lately]),
        _part(_CARE_LEAVER, person[left_late], care_end[left_late]),
        _part(_SEEKING_ASYLUM, alone, as_numbers(population.people["arrived"], NEVER)[alone]),
        _part(_PARENT, parents, births),
        _part(
            _CARER,
            carers["person"].to_numpy(dtype=np.int64),
            as_numbers(carers["start"], 0),
            as_numbers(carers["end"], NEVER),
        ),
    ]
    told = pd.concat(parts, ignore_index=True)
    told = told[tracked[told["person"].to_numpy()] & (told["start"] <= today)]
    told = told.sort_values(["person", "code", "start"], kind="stable")
    told = told.drop_duplicates(["person", "code"], keep="last").reset_index(drop=True)
    end = told["end"].to_numpy()
    return pd.DataFrame(
        {
            "YPID": numbers.iloc[told["person"].to_numpy()].reset_index(drop=True),
            "CHARACTERISTIC": told["code"],
            "CHARSTART": dates(told["start"].to_numpy()),
            "CHAREND": dates(end, end <= today),
        }
    )


def _part(
    code: str,
    person: np.ndarray[tuple[int], np.dtype[np.int64]],
    start: np.ndarray[tuple[int], np.dtype[np.int64]],
    end: np.ndarray[tuple[int], np.dtype[np.int64]] | None = None,
) -> pd.DataFrame:
    ends = np.full(len(person), NEVER) if end is None else end
    codes = pd.Series([code] * len(person), dtype="str")
    return pd.DataFrame({"person": person, "code": codes, "start": start, "end": ends})
