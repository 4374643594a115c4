"""Who a child is: 100, 1520, 1560Q, 8510 to 8545Q, 8590, 8750, 8770Q, 8772, 8775Q.

Here: identifiers, births and deaths. Not here: how a UPN is written, a child's sex or ethnicity
(the contract), or disabilities (``disabilities``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.returns.cin import formats
from ae_pipeline.returns.cin.codes import SEX_SINCE
from ae_pipeline.returns.cin.cross_rules.rule import CHILD, OfficialRules, since, until
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    from ae_pipeline.returns.cin.cross_rules.columns import CinColumns, Mask

rules = OfficialRules()
_CHILDREN = "ChildIdentifiers"
_A_YEAR = 10_000
_SCHOOL_AGE, _LEAVING_AGE, _ADULT = 5 * _A_YEAR, 16 * _A_YEAR, 25 * _A_YEAR
_MARCH, _DECEMBER = 3, 12


def _written(dates: pd.Series[Any]) -> pd.Series[Any]:
    """Dates as numbers YYYYMMDD: 10,000 apart from one birthday to the next."""
    written: pd.Series[Any] = dates.dt.year * _A_YEAR + dates.dt.month * 100 + dates.dt.day
    return written


@rules(
    "100",
    fields={"Header": ("ReferenceDate",)},
    message="The reference date is not the last day of the collection year: correct it.",
    dimension=Dimension.ACCURACY,
)
def another_reference_date(evidence: CinColumns) -> dict[str, Mask]:
    """``ReferenceDate`` empty, or another day than the year's last.

    That is the day the caller names, or else the specification's 31 March.
    """
    return {"Header": evidence.table("Header")["ReferenceDate"] != evidence.expected_end}


@rules(
    "1520",
    fields={_CHILDREN: ("UPN",)},
    message="Several children have this UPN: correct it where it is wrong.",
    dimension=Dimension.UNIQUENESS,
)
def upn_of_several(evidence: CinColumns) -> dict[str, Mask]:
    """Every row of a UPN that stands more than once."""
    upn = evidence.table(_CHILDREN)["UPN"]
    return {_CHILDREN: upn.notna() & upn.duplicated(keep=False)}


@rules(
    "1560Q",
    fields={_CHILDREN: ("FormerUPN",)},
    message="The former UPN is not written as one: take it from the school again, or leave it out.",
    dimension=Dimension.VALIDITY,
)
def former_upn_unlike_one(evidence: CinColumns) -> dict[str, Mask]:
    """Not a letter, eleven digits, and a digit or letter; I, O and S are no letters of a UPN.

    The definition speaks of the format alone. The contract, which keeps what can be linked by,
    also asks for the right check letter.
    """
    upn = evidence.table(_CHILDREN)["FormerUPN"]
    return {_CHILDREN: upn.notna() & ~formats.like_a_upn(upn)}


@rules(
    "8510",
    fields={_CHILDREN: CHILD},
    message="The child has more than one record: keep the one that is right.",
    dimension=Dimension.UNIQUENESS,
)
def recorded_twice(evidence: CinColumns) -> dict[str, Mask]:
    """Every row of an identifier that stands more than once, whether or not the rows differ."""
    child = evidence.table(_CHILDREN)["LAchildID"]
    return {_CHILDREN: child.notna() & child.duplicated(keep=False)}


@rules(
    "8520",
    fields={_CHILDREN: ("PersonBirthDate",)},
    message="The child was born after the collection year ended: correct the date of birth.",
    dimension=Dimension.ACCURACY,
)
def born_after_the_year(evidence: CinColumns) -> dict[str, Mask]:
    """``PersonBirthDate`` after the last day of the year."""
    return {_CHILDREN: evidence.table(_CHILDREN)["PersonBirthDate"] > evidence.collection_end}


@rules(
    "8530Q",
    fields={_CHILDREN: ("ExpectedPersonBirthDate",)},
    message="The child is not expected between March and December of the year that the collection "
    "ends in: check the date.",
    dimension=Dimension.ACCURACY,
)
def expected_out_of_range(evidence: CinColumns) -> dict[str, Mask]:
    """Before 1 March or after 31 December of the year that the collection ends in."""
    expected = evidence.table(_CHILDREN)["ExpectedPersonBirthDate"]
    year = evidence.collection_end.year
    first, last = pd.Timestamp(year, _MARCH, 1), pd.Timestamp(year, _DECEMBER, 31)
    return {_CHILDREN: (expected < first) | (expected > last)}


@rules(
    "8545Q",
    fields={_CHILDREN: ("PersonDeathDate",)},
    message="The child died outside the collection year: check the date.",
    dimension=Dimension.ACCURACY,
)
def died_outside_the_year(evidence: CinColumns) -> dict[str, Mask]:
    """``PersonDeathDate`` before the first day of the year or after its last."""
    died = evidence.table(_CHILDREN)["PersonDeathDate"]
    return {_CHILDREN: evidence.outside_the_year(died)}


@rules(
    "8590",
    fields={_CHILDREN: CHILD},
    reads={"CINdetails": CHILD},
    message="The child has no episode: add it, or leave the child out.",
    dimension=Dimension.COMPLETENESS,
)
def without_an_episode(evidence: CinColumns) -> dict[str, Mask]:
    """The child has no row in CINdetails."""
    known = evidence.on(_CHILDREN, evidence.which_children("CINdetails"))
    return {_CHILDREN: evidence.table(_CHILDREN)["LAchildID"].notna() & ~known}


def _unborn_of_known_sex(unknown: str, years: tuple[str, str]) -> None:
    def sex_of_the_unborn(evidence: CinColumns) -> dict[str, Mask]:
        """An expected date of birth alone, and another sex than that which stands for unknown."""
        rows = evidence.table(_CHILDREN)
        unborn = rows["PersonBirthDate"].isna() & rows["ExpectedPersonBirthDate"].notna()
        return {_CHILDREN: unborn & ~rows["Sex"].eq(unknown).fillna(value=False)}

    rules(
        "8750",
        fields={_CHILDREN: ("Sex", "PersonBirthDate", "ExpectedPersonBirthDate")},
        message="The child is not born yet, so the sex is not known: say so.",
        years=years,
    )(sex_of_the_unborn)


_unborn_of_known_sex("0", until("2023-24"))
_unborn_of_known_sex("U", since(SEX_SINCE))


def _pupil_without_number(reasons_refused: frozenset[str], years: tuple[str, str]) -> None:
    def pupil_without_number(evidence: CinColumns) -> dict[str, Mask]:
        """Neither ``UPN`` nor a reason that may be, of a child of 5 to 15 when the year ends."""
        rows = evidence.table(_CHILDREN)
        end = evidence.collection_end
        age = end.year * _A_YEAR + end.month * 100 + end.day - _written(rows["PersonBirthDate"])
        of_school_age = (age >= _SCHOOL_AGE) & (age < _LEAVING_AGE)
        reason = rows["UPNunknown"]
        no_reason = reason.isna() | reason.isin(reasons_refused)
        return {_CHILDREN: of_school_age & rows["UPN"].isna() & no_reason}

    rules(
        "8770Q",
        fields={_CHILDREN: ("UPN", "UPNunknown")},
        reads={_CHILDREN: ("PersonBirthDate",)},
        message="A child of school age has neither a UPN nor a reason that holds for its age: give "
        "the UPN, or another reason.",
        dimension=Dimension.COMPLETENESS,
        years=years,
    )(pupil_without_number)


_pupil_without_number(frozenset(), until("2023-24"))
_pupil_without_number(frozenset({"UN1"}), since("2024-25"))


@rules(
    "8772",
    fields={_CHILDREN: ("UPNunknown",), "CINdetails": ("ReferralNFA",)},
    reads={_CHILDREN: CHILD, "CINdetails": CHILD},
    message="The UPN is said not to be known because all that came of the child was a referral "
    "without further action, and an episode shows further action: give the UPN or another reason.",
)
def more_than_a_referral(evidence: CinColumns) -> dict[str, Mask]:
    """UN7, and a referral of the child that is said to have led to further action."""
    stated = evidence.table(_CHILDREN)["UPNunknown"].eq("UN7").fillna(value=False)
    of_such = evidence.on("CINdetails", evidence.which_children(_CHILDREN, stated))
    wrong = evidence.says_no("CINdetails", "ReferralNFA") & of_such
    with_child = evidence.on(_CHILDREN, evidence.which_children("CINdetails", wrong))
    return {_CHILDREN: stated & with_child, "CINdetails": wrong}


@rules(
    "8775Q",
    fields={_CHILDREN: ("PersonBirthDate",), "CINdetails": ("CINclosureDate",)},
    reads={_CHILDREN: CHILD, "CINdetails": CHILD},
    message="Older than 25 when the episode closed, or when the year ended: check the dates.",
    dimension=Dimension.ACCURACY,
)
def no_longer_young(evidence: CinColumns) -> dict[str, Mask]:
    """Past the 25th birthday on the day of closure, or on the year's last of an open episode."""
    closed = evidence.table("CINdetails")["CINclosureDate"].fillna(evidence.collection_end)
    born = evidence.of_child("CINdetails", "PersonBirthDate")
    too_old = _written(closed) - _written(born) > _ADULT
    return evidence.with_child("CINdetails", too_old)
