"""What a child may be at an age: legal statuses, placements and ends of care; 347 to 460.

Here: rules that need nothing but a date of birth and one row. Not here: how long anything lasts
(``limits``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.ssda903 import codes
from ae_pipeline.returns.ssda903.cross_rules.ages import birthday, has_reached, is_under
from ae_pipeline.returns.ssda903.cross_rules.rule import (
    ALWAYS,
    Failing,
    OfficialRules,
    since,
    until,
)
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_BORN = ("CHILD", "DOB")
_YOUTH_JUSTICE = ("J1", "J2", "J3")
_ADOPTED = ("E11", "E12")
_GUARDIANSHIP = ("E43", "E44", "E45", "E46", "E47", "E48")
_INDEPENDENT = ("E5", "E6")
_FOYER = ("T1", "T2")


@rules(
    "347",
    fields={"OC3": ("ACCOM",)},
    reads={"OC3": ("DOB",)},
    message="A foyer is no accommodation for a young person under 18: correct the accommodation or "
    "the date of birth.",
)
def in_a_foyer_too_young(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``ACCOM`` T1 or T2 and not yet 18 on the last day of the year.

    The columns that the official list names are not those of OC3; it is a rule about ``ACCOM``.
    """
    rows = evidence.table("OC3")
    young = is_under(rows["DOB"], 18, evidence.collection_end)
    return {"OC3": rows["ACCOM"].isin(_FOYER) & young}


@rules(
    "351",
    fields={"Header": ("DOB",)},
    message="Older than 25 when the year began, so not of this return: correct the date of birth.",
    dimension=Dimension.ACCURACY,
)
def older_than_25(evidence: Ssda903Columns) -> dict[str, Mask]:
    """25th birthday before the first day of the year; on that day is not yet over 25."""
    return {"Header": birthday(evidence.header["DOB"], 25) < evidence.collection_start}


@rules(
    "352",
    fields={"Episodes": ("DECOM", "RNE")},
    reads={"Episodes": ("CHILD",), "Header": _BORN},
    message="Care starts at 18 or later: correct the start, its reason or the date of birth.",
    dimension=Dimension.ACCURACY,
)
def started_as_an_adult(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``RNE`` S, and 18 or more on ``DECOM``."""
    rows = evidence.episodes
    adult = has_reached(evidence.born("Episodes"), 18, rows["DECOM"])
    return {"Episodes": rows["RNE"].eq(codes.STARTED) & adult}


@rules(
    "358",
    fields={"Episodes": ("DECOM", "LS"), "Header": ("DOB",)},
    reads={"Episodes": ("CHILD",), "Header": ("CHILD",)},
    message="A legal status of youth justice before the tenth birthday: correct one of the three.",
)
def youth_justice_under_ten(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``LS`` J1, J2 or J3, and under 10 on ``DECOM``."""
    rows = evidence.episodes
    young = is_under(evidence.born("Episodes"), 10, rows["DECOM"])
    return _both(evidence, rows["LS"].isin(_YOUTH_JUSTICE) & young)


@rules(
    "359",
    fields={"Episodes": ("DEC", "LS", "PLACE")},
    reads={"Episodes": ("CHILD",), "Header": _BORN},
    message="The episode goes on after the eighteenth birthday, which only V2 in K2 may: end it, "
    "or correct status and placement.",
)
def in_care_as_an_adult(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Still going after the 18th birthday, and not ``LS`` V2 in ``PLACE`` K2.

    An episode that ends on the birthday is right; one still open is judged by the last day of the
    year.
    """
    rows = evidence.episodes
    lasts_to = rows["DEC"].fillna(evidence.collection_end)
    goes_on = birthday(evidence.born("Episodes"), 18) < lasts_to
    allowed = rows["LS"].eq(codes.SECTION_20) & rows["PLACE"].eq("K2")
    return {"Episodes": goes_on & ~allowed}


@rules(
    "391",
    fields={"OC3": ("DOB", "IN_TOUCH", "ACTIV", "ACCOM")},
    message="No care leaver of 17 to 21 in this year: take the outcomes out, or correct the date "
    "of birth.",
)
def not_of_an_age_for_oc3(evidence: Ssda903Columns) -> dict[str, Mask]:
    """An outcome given, and under 17 on the last day of the year or 22 already on its first."""
    rows = evidence.table("OC3")
    answered = rows[["IN_TOUCH", "ACTIV", "ACCOM"]].notna().any(axis=1)
    born = rows["DOB"]
    too_young = is_under(born, 17, evidence.collection_end)
    return {"OC3": answered & (too_young | has_reached(born, 22, evidence.collection_start))}


@rules(
    "407",
    fields={"Episodes": ("DEC", "REC"), "Header": ("DOB",)},
    reads={"Episodes": ("CHILD",), "Header": ("CHILD",)},
    message="A special guardianship order at 18 or later: correct the reason, its date or the date "
    "of birth.",
)
def guardianship_of_an_adult(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``REC`` E45 to E48 (or the older E43, E44), and 18 or more on ``DEC``."""
    rows = evidence.episodes
    adult = has_reached(evidence.born("Episodes"), 18, rows["DEC"])
    return _both(evidence, rows["REC"].isin(_GUARDIANSHIP) & adult)


def _both(evidence: Ssda903Columns, wrong: Mask) -> dict[str, Mask]:
    """Episodes, and their children's rows in Header."""
    return {
        "Episodes": wrong,
        "Header": evidence.on("Header", evidence.which_children("Episodes", wrong)),
    }


def _placed_from(code: str, age: int, *places: str, years: tuple[str, str] = ALWAYS) -> Failing:
    def placed_too_young(evidence: Ssda903Columns) -> dict[str, Mask]:
        rows = evidence.episodes
        young = is_under(evidence.born("Episodes"), age, rows["DECOM"])
        return {"Episodes": rows["PLACE"].isin(places) & young}

    return rules(
        code,
        fields={"Episodes": ("DECOM", "PLACE")},
        reads={"Episodes": ("CHILD",), "Header": _BORN},
        message=f"This placement is for those of {age} and over: correct the placement, its start "
        "or the date of birth.",
        years=years,
    )(placed_too_young)


# The list has the words of the last year, "at least 16", and marks 2023-24 as changed. P2 stayed
# a code then, so that what changed of 370 is the age: until 2022-23 the guide asked for 15, and
# for 14 of H5. That under-16s are barred from such placements is law since 2021.
_placed_from("370", 15, "P2", years=until("2022-23"))
_placed_from("370", 16, "P2", years=since("2023-24"))
_placed_from("371", 14, "H5", years=until("2022-23"))
_placed_from("371", 16, "H5", "K3", years=("2023-24", "2023-24"))
_placed_from("371", 16, "K3", years=since("2024-25"))
_placed_from("372", 10, "R5")
_placed_from("373", 4, "S1")
_placed_from("374", 14, "P3")


def _left(
    code: str, reasons: tuple[str, ...], columns: tuple[str, ...], *, under: int | None = None
) -> Failing:
    """Ended for these reasons under an age, or without one at 18 or over."""

    def left_at_another_age(evidence: Ssda903Columns) -> dict[str, Mask]:
        rows = evidence.episodes
        born = evidence.born("Episodes")
        wrong = (
            has_reached(born, 18, rows["DEC"])
            if under is None
            else is_under(born, under, rows["DEC"])
        )
        return {"Episodes": rows["REC"].isin(reasons) & wrong}

    at = "18 or over" if under is None else f"under {under}"
    return rules(
        code,
        fields={"Episodes": columns},
        reads={"Episodes": ("CHILD", "DEC"), "Header": _BORN},
        message=f"Care cannot end for this reason at an age {at}: correct the reason, its date or "
        "the date of birth.",
    )(left_at_another_age)


_left("386", _ADOPTED, ("REC",))
_left("387", _INDEPENDENT, ("REC",), under=14)
_left("389", ("E7",), ("REC",), under=16)
_left("460", ("E17",), ("DEC", "REC"), under=18)
