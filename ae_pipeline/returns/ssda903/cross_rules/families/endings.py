"""How episodes start and end against the year and against the child's next: 348 to 451.

Here: dates outside the year, and reasons that agree with what follows. Not here: ages (``ages``),
nor what changed between two episodes (``changes``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.columns import NotEvaluable
from ae_pipeline.returns.ssda903.cross_rules.rule import Failing, OfficialRules
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_NO_MORE_CARE = ("E2", "E15")
"""``REC`` of a child who died, or was found to be 18 or over."""


def _within_the_year(code: str, column: str, what: str) -> Failing:
    def after_the_year(evidence: Ssda903Columns) -> dict[str, Mask]:
        return {"Episodes": evidence.episodes[column] > evidence.collection_end}

    return rules(
        code,
        fields={"Episodes": (column,)},
        message=f"The episode {what} after the collection year: correct the date.",
        dimension=Dimension.ACCURACY,
    )(after_the_year)


# The official words of 354 are those of 385; its column is the start.
_within_the_year("354", "DECOM", "starts")
_within_the_year("385", "DEC", "ceases")


@rules(
    "348",
    fields={"OC3": ("IN_TOUCH",)},
    reads={"OC3": ("CHILD",)},
    previous={"OC3": ("CHILD", "IN_TOUCH")},
    message="Last year's return said that this care leaver had died: take the row out, or find "
    "which year is wrong.",
)
def reported_after_death(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``IN_TOUCH`` given, whatever it says, and DIED in last year's return."""
    previous = evidence.previous
    died = previous.table("OC3")["IN_TOUCH"].eq("DIED")
    known = evidence.on("OC3", previous.which_children("OC3", died))
    return {"OC3": evidence.table("OC3")["IN_TOUCH"].notna() & known}


@rules(
    "357",
    fields={"Episodes": ("RNE",)},
    reads={"Episodes": ("CHILD", "DECOM")},
    message="The child's first episode has to start with S: add the one before, or correct the "
    "reason.",
)
def first_is_no_start(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``RNE`` other than S in the child's first episode.

    Where last year's return is given, an episode is not the first if that has one of the child's
    that started no later: it was first, or not, then.
    """
    rows = evidence.episodes
    reason = rows["RNE"]
    first = evidence.order("Episodes").is_first & ~_known_last_year(evidence)
    return {"Episodes": first & reason.notna() & reason.ne(codes.STARTED)}


def _known_last_year(evidence: Ssda903Columns) -> Mask:
    """Episodes that last year's return already had, or which followed one that it had."""
    rows = evidence.episodes
    nothing = rows["DECOM"].isna() & rows["DECOM"].notna()
    try:
        previous = evidence.previous
    except NotEvaluable:
        return nothing
    if not previous.given("Episodes", "CHILD", "DECOM"):
        return nothing
    earliest = previous.per_child("Episodes", "DECOM", take="earliest")
    return evidence.on("Episodes", earliest) <= rows["DECOM"]


@rules(
    "388",
    fields={"Episodes": ("REC",)},
    reads={"Episodes": ("CHILD", "DECOM", "DEC")},
    message="The episode ended because a new one began, and none begins on that day: add it, or "
    "correct the reason.",
)
def nothing_follows(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``REC`` X1 in the child's last episode, or before one that starts on another day."""
    rows, order = evidence.episodes, evidence.order("Episodes")
    next_start = order.following(rows["DECOM"])
    gap = next_start.notna() & rows["DEC"].notna() & (next_start != rows["DEC"])
    return {"Episodes": rows["REC"].eq(codes.CONTINUES) & (order.is_last | gap)}


@rules(
    "437",
    fields={"Episodes": ("REC",)},
    reads={"Episodes": ("CHILD", "DECOM")},
    message="Care ended because the child died or is 18 or over, and another episode follows: "
    "correct the reason or take out what follows.",
)
def care_after_its_end(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``REC`` E2 or E15 in an episode that is not the child's last."""
    ended = evidence.episodes["REC"].isin(_NO_MORE_CARE)
    return {"Episodes": ended & evidence.order("Episodes").has_next}


@rules(
    "451",
    fields={"Episodes": ("DEC", "REC", "LS")},
    message="A freeing order, which courts have not made since 2005, is still open: correct the "
    "legal status or end the episode.",
)
def still_freed(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``LS`` D1 and neither ``DEC`` nor ``REC``."""
    rows = evidence.episodes
    return {
        "Episodes": rows["LS"].eq(codes.FREEING_ORDER) & rows["DEC"].isna() & rows["REC"].isna()
    }
