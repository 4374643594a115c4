"""Sessions of a term: those of the register's marks against those that the pupil could attend.

Not here: sessions that stand in a pupil's own row (``school_census.rules``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.school_census import codes
from ae_pipeline.returns.school_census.cross_rules.rolls import ROLLS
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.joining import groups, shared, told
from ae_pipeline.validation.rule import LocalRules

if TYPE_CHECKING:
    from ae_pipeline.validation.columns import Mask, ReturnColumns

rules = LocalRules()


def _of_a_roll(table: str, roll: str, suffix: str) -> None:
    """Enter what holds of sessions alike on roll and off."""
    key = ROLLS[roll]

    @rules(
        f"AE-SC-SESSIONS-POSSIBLE{suffix}",
        fields={table: ("sessions",), roll: ("termlysessionspossible",)},
        reads={table: (key, "attendancereason"), roll: (key,)},
        message="The marks of the term are of more sessions than the pupil could attend: correct "
        "the numbers.",
        dimension=Dimension.ACCURACY,
    )
    def more_than_possible(evidence: ReturnColumns) -> dict[str, Mask]:
        rows, pupils = evidence.table(table), evidence.table(roll)
        held = ~rows["attendancereason"].isin(codes.NOT_A_SESSION)
        marked = rows["sessions"][held].groupby(rows[key][held]).sum()
        of_pupil = told(pupils[key], marked.index.to_series(), marked).astype("Int64")
        wrong = (of_pupil > pupils["termlysessionspossible"]).fillna(value=False).astype(bool)
        return {table: held & rows[key].isin(pupils[key][wrong]), roll: wrong}

    @rules(
        f"AE-SC-MARK-TWICE{suffix}",
        fields={table: ("attendancereason",)},
        reads={table: (key,)},
        message="The pupil has sessions of this mark twice: give their number once.",
        dimension=Dimension.UNIQUENESS,
    )
    def mark_twice(evidence: ReturnColumns) -> dict[str, Mask]:
        rows = evidence.table(table)
        return {table: shared(groups(rows[key], rows["attendancereason"])) > 1}


_of_a_roll("TermlySessionDetailsOnRoll", "PupilOnRoll", "")
_of_a_roll("TermlySessionDetailsOffRoll", "PupilNoLongerOnRoll", "-LEFT")
