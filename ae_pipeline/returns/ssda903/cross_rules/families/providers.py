"""Ofsted's number (URN) of a placement against the list of registered providers: 219 to 243, 1015.

The list has one row per provider and premises, and these columns, all text as in a file:

- ``URN``: Ofsted's number, ``SC`` and six digits or seven digits.
- ``PLACE_CODES``: types of placement that it may be, such as ``K2`` or ``U4|U5|U6``.
- ``PROVIDER_CODES``: sectors that it may be of, such as ``PR4`` or ``PR4|PR5``.
- ``POSTCODE``: of the premises.
- ``LA_CODE_INFERRED``: the authority that the premises are in, as it follows from the postcode:
  code of the Office for National Statistics.
- ``REG_START`` and ``REG_END``: when it was registered and ceased to be, both days included;
  an empty end is one still to come, an empty start says nothing.

A rule needs the list and the columns it speaks of; a provider of which the list says nothing
breaks none but 1008. Where a provider has several premises, one that fits will do. Not here: which
placements have a URN at all (``entries``, the contract's 222).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ae_pipeline.returns.ssda903 import codes, formats
from ae_pipeline.returns.ssda903.cross_rules.columns import NotEvaluable
from ae_pipeline.returns.ssda903.cross_rules.rule import Failing, OfficialRules, since, until
from ae_pipeline.validation.findings import Dimension

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from ae_pipeline.returns.ssda903.cross_rules.columns import Mask, Ssda903Columns

rules = OfficialRules()
_OWN, _OTHER_AUTHORITY = "PR1", "PR2"
_PREMISES = frozenset({"K1", "K2", "R3", "S1"})
"""Placements at the provider's own address. Of foster care the address is the carer's."""
_ENGLAND = "E"
_SEPARATORS = r"[^A-Za-z0-9]+"


@rules(
    "219",
    fields={"Episodes": ("URN", "PLACE")},
    message="The provider with this URN is not registered for such a placement: correct the URN "
    "or the placement.",
)
def not_registered_for_the_placement(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PLACE`` is none of the provider's ``PLACE_CODES``."""
    return {"Episodes": _unlike_the_list(evidence, evidence.episodes["PLACE"], "PLACE_CODES")}


def _at_another_address(years: tuple[str, str], premises: frozenset[str]) -> Failing:
    def at_another_address(evidence: Ssda903Columns) -> dict[str, Mask]:
        """``PL_POST`` of a placement at a provider's premises is not the ``POSTCODE`` of any.

        Which types of placement these are is by what the types are: the source does not list them.
        """
        rows = evidence.episodes
        elsewhere = _unlike_the_list(evidence, _compact(rows["PL_POST"]), "POSTCODE")
        return {"Episodes": rows["PLACE"].isin(premises) & elsewhere}

    return rules(
        "221",
        fields={"Episodes": ("PL_POST",)},
        reads={"Episodes": ("URN", "PLACE")},
        message="The provider with this URN is at another postcode: correct the URN or the "
        "placement's postcode.",
        years=years,
    )(at_another_address)


# Supported accommodation joined the types that Ofsted registers in 2023-24.
_at_another_address(until("2022-23"), _PREMISES)
_at_another_address(("2023-24", "2023-24"), _PREMISES | {"H5", "K3"})
_at_another_address(since("2024-25"), _PREMISES | {"K3"})


@rules(
    "224",
    fields={"Episodes": ("PLACE_PROVIDER",)},
    reads={"Episodes": ("URN",)},
    message="The provider with this URN is of another sector: correct the URN or the provider.",
)
def of_another_sector(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PLACE_PROVIDER`` is none of the provider's ``PROVIDER_CODES``."""
    said = evidence.episodes["PLACE_PROVIDER"]
    return {"Episodes": _unlike_the_list(evidence, said, "PROVIDER_CODES")}


@rules(
    "227",
    fields={"Episodes": ("URN", "DECOM")},
    message="The provider with this URN was not registered when the episode started: correct one "
    "of the two.",
)
def not_registered_at_the_start(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DECOM`` before ``REG_START`` or after ``REG_END``."""
    return {"Episodes": _not_registered_on(evidence, evidence.episodes["DECOM"])}


@rules(
    "228",
    fields={"Episodes": ("URN", "DEC")},
    message="The provider with this URN was not registered when the episode ended: correct one of "
    "the two.",
)
def not_registered_at_the_end(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``DEC``, or the last day of the year while the episode lasts, not a day of registration."""
    ends = evidence.episodes["DEC"].fillna(evidence.collection_end)
    return {"Episodes": _not_registered_on(evidence, ends)}


@rules(
    "229",
    fields={"Episodes": ("URN", "PLACE_PROVIDER")},
    message="The provider with this URN is (or is not) in the own authority, and the code of the "
    "provider says otherwise: correct one of the two.",
)
def in_another_authority(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Own provision (PR1) of a provider elsewhere, or another's (PR2) of one in the own authority.

    What 2025-26 changed the source does not say: all years are asked alike.
    """
    provider, own = evidence.episodes["PLACE_PROVIDER"], evidence.authority
    listed = _listed(evidence, "LA_CODE_INFERRED")
    _insist_on_one_kind(own, listed["LA_CODE_INFERRED"])
    urn, here = evidence.episodes["URN"], listed["LA_CODE_INFERRED"].eq(own)
    in_own, elsewhere = urn.isin(listed["URN"][here]), urn.isin(listed["URN"][~here])
    wrong = (provider.eq(_OWN) & elsewhere & ~in_own) | (
        provider.eq(_OTHER_AUTHORITY) & in_own & ~elsewhere
    )
    return {"Episodes": wrong}


@rules(
    "241",
    fields={"Episodes": ("URN",)},
    reads={"Episodes": ("PL_LA",)},
    message="The provider with this URN has no premises in the placement's authority: correct the "
    "URN or the postcode.",
)
def no_premises_there(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PL_LA`` is the ``LA_CODE_INFERRED`` of none of the provider's premises."""
    area = evidence.episodes["PL_LA"]
    _insist_on_one_kind("E06000026", _listed(evidence, "LA_CODE_INFERRED")["LA_CODE_INFERRED"])
    return {"Episodes": _unlike_the_list(evidence, area, "LA_CODE_INFERRED")}


@rules(
    "242",
    fields={"Episodes": ("URN",)},
    reads={"Episodes": ("PLACE",)},
    message="No provider but a regional adoption agency is without a URN: give it, or correct the "
    "placement.",
)
def unregistered_and_no_adoption_agency(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``URN`` XXXXXXX of a placement other than for adoption (A3 to A6).

    That a placement is through a regional adoption agency no cell tells; it is then for adoption.
    """
    rows = evidence.episodes
    other = rows["PLACE"].notna() & ~rows["PLACE"].isin(codes.ADOPTION)
    return {"Episodes": rows["URN"].eq(codes.UNREGISTERED_URN) & other}


@rules(
    "243",
    fields={"Episodes": ("URN",)},
    message="The provider is not registered with Ofsted, so it has no URN: remove it.",
)
def urn_of_no_registered_provider(evidence: Ssda903Columns) -> dict[str, Mask]:
    """A number, and the provider is known not to be registered.

    That is where the placement is outside England (``PL_LA``), where Ofsted registers nobody, or
    the number is not on the list of providers. Asked where at least one of the two was given.
    """
    urn = evidence.episodes["URN"]
    wrong = np.zeros(len(urn), dtype=bool)
    told = evidence.given("Episodes", "PL_LA")
    if told:
        area = evidence.episodes["PL_LA"]
        wrong |= (area.notna() & ~area.str.startswith(_ENGLAND, na=False)).to_numpy(dtype=bool)
    try:
        wrong |= ~urn.isin(_listed(evidence)["URN"]).to_numpy(dtype=bool)
    except NotEvaluable:
        if not told:
            raise
    return {"Episodes": _numbered(urn) & wrong}


@rules(
    "1008",
    fields={"Episodes": ("URN",)},
    message="Ofsted has no such number: it is SC and 6 digits or 7 digits, or XXXXXXX where there "
    "is none.",
    dimension=Dimension.VALIDITY,
)
def no_such_number(evidence: Ssda903Columns) -> dict[str, Mask]:
    """Neither a number's shape nor XXXXXXX, or, where the list was given, not on it."""
    urn = evidence.episodes["URN"]
    wrong = urn.notna().to_numpy(dtype=bool) & ~formats.urn(urn)
    try:
        listed = _listed(evidence)["URN"]
    except NotEvaluable:
        return {"Episodes": wrong}
    return {"Episodes": wrong | (_numbered(urn) & ~urn.isin(listed)).to_numpy(dtype=bool)}


@rules(
    "1015",
    fields={"Episodes": ("PL_LA",)},
    reads={"Episodes": ("PLACE_PROVIDER",)},
    message="Own provision, and the placement is in another authority: correct the provider or "
    "the postcode.",
)
def own_provision_elsewhere(evidence: Ssda903Columns) -> dict[str, Mask]:
    """``PLACE_PROVIDER`` PR1, and ``PL_LA`` is not the own authority.

    An authority's own carers may live elsewhere; the rule's words except nobody. What 2025-26
    changed the source does not say.
    """
    area = evidence.episodes["PL_LA"]
    _insist_on_one_kind(evidence.authority, area)
    own = evidence.episodes["PLACE_PROVIDER"].eq(_OWN)
    return {"Episodes": own & area.notna() & area.ne(evidence.authority)}


def _listed(evidence: Ssda903Columns, *columns: str) -> pd.DataFrame:
    """The list's rows in which these columns are filled.

    Raises:
        NotEvaluable: if there is no list, or it lacks one of the columns.
    """
    wanted = ["URN", *columns]
    for name in wanted:
        if name not in evidence.providers.columns:
            raise NotEvaluable(f"{name} in the list of providers")
    return evidence.providers[wanted].dropna()


def _unlike_the_list(
    evidence: Ssda903Columns, said: pd.Series[Any], column: str
) -> NDArray[np.bool_]:
    """Episodes that say something which the list does not say of their provider."""
    listed, urn = _listed(evidence, column), evidence.episodes["URN"]
    if column == "POSTCODE":
        listed = listed.assign(**{column: _compact(listed[column])})
    elif column != "LA_CODE_INFERRED":
        listed = listed.assign(**{column: listed[column].str.split(_SEPARATORS, regex=True)})
        listed = listed.explode(column)
    fitting = (listed["URN"] + "/" + listed[column].astype("str")).unique()
    fits = (urn + "/" + said).isin(fitting)
    wrong = urn.isin(listed["URN"].unique()) & said.notna() & ~fits
    return wrong.to_numpy(dtype=bool)


def _not_registered_on(evidence: Ssda903Columns, days: pd.Series[Any]) -> NDArray[np.bool_]:
    """Episodes whose provider is on the list, by no row of it on this day."""
    listed = evidence.providers
    if not {"URN", "REG_END"} <= set(listed.columns):
        raise NotEvaluable("REG_END in the list of providers")
    if "REG_START" not in listed.columns:
        listed = listed.assign(REG_START=listed["REG_END"].mask(listed["REG_END"].notna()))
    asked = evidence.episodes[["URN"]].assign(day=days, row=np.arange(len(days))).dropna()
    pairs = asked.merge(listed[["URN", "REG_START", "REG_END"]], on="URN")
    began = pairs["REG_START"].isna() | (pairs["REG_START"] <= pairs["day"])
    lasts = pairs["REG_END"].isna() | (pairs["REG_END"] >= pairs["day"])
    wrong = np.zeros(len(days), dtype=bool)
    wrong[pairs["row"]] = True
    wrong[pairs.loc[began & lasts, "row"]] = False
    return wrong


def _insist_on_one_kind(authority: str, areas: pd.Series[Any]) -> None:
    """A DfE number (879) and a code of the statistical office cannot be compared."""
    known = areas.dropna()
    if len(known) and bool(known.str.isdigit().all()) != authority.isdigit():
        raise NotEvaluable("the authority's code as the areas have it")


def _numbered(urn: pd.Series[Any]) -> pd.Series[bool]:
    return urn.notna() & urn.ne(codes.UNREGISTERED_URN)


def _compact(postcode: pd.Series[Any]) -> pd.Series[Any]:
    return postcode.str.replace(" ", "", regex=False).str.upper()
