"""Pupils of one school and another: who is registered where, in one term.

A pupil of two schools is M at one and S at the other; both are told for the same term. Not here:
what is told of a pupil's sessions, needs and exclusions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ae_pipeline.returns.school_census import codes
from ae_pipeline.returns.school_census.cross_rules.rolls import RETURNS, ROLLS, of_return, termly
from ae_pipeline.returns.school_census.tables.protections import RETURN
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.joining import groups, shared, stands_in, told, upns
from ae_pipeline.validation.rule import LocalRules

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ae_pipeline.validation.columns import Mask, ReturnColumns

rules = LocalRules()
_ON, _OFF = "PupilOnRoll", "PupilNoLongerOnRoll"
_DUAL = {_ON: (RETURN,), **RETURNS}


@rules(
    "AE-SC-SCHOOL-TWICE",
    fields={"SchoolCensus": ("urn", "term", "year")},
    message="There are two returns of one school and term: keep the last one.",
    dimension=Dimension.UNIQUENESS,
)
def school_twice(evidence: ReturnColumns) -> dict[str, Mask]:
    """Several rows of one ``urn``, ``term`` and ``year``."""
    rows = evidence.table("SchoolCensus")
    return {"SchoolCensus": shared(groups(rows["urn"], rows["year"], rows["term"])) > 1}


@rules(
    "AE-SC-NO-RETURN",
    fields={_ON: (RETURN,), _OFF: (RETURN,)},
    reads={"SchoolCensus": (RETURN,)},
    spares={_OFF: (RETURN,)},
    message="The pupil is of a school's return that is not there: add it, or correct the id.",
)
def of_no_return(evidence: ReturnColumns) -> dict[str, Mask]:
    """No row of SchoolCensus has the id."""
    known = evidence.table("SchoolCensus")[RETURN]
    return {
        table: _astray(evidence.table(table)[RETURN], known)
        for table in ROLLS
        if evidence.given(table, RETURN)
    }


def _of_no_pupil(table: str, roll: str) -> None:
    key = ROLLS[roll]

    def without_pupil(evidence: ReturnColumns) -> dict[str, Mask]:
        return {table: _astray(evidence.table(table)[key], evidence.table(roll)[key])}

    rules(
        f"AE-SC-NO-PUPIL-{_PART_OF_CODE[table]}",
        fields={table: (key,)},
        reads={roll: (key,)},
        message="The row is of a pupil who is not there: add the pupil, or correct the id.",
    )(without_pupil)


_PART_OF_CODE = {
    "SENNeeds": "NEED",
    "TermlySessionDetailsOnRoll": "SESSIONS",
    "TermlySessionDetailsOffRoll": "SESSIONS-LEFT",
    "TermlyExclusionsOnRoll": "EXCLUSION",
    "TermlyExclusionsOffRoll": "EXCLUSION-LEFT",
}
for _table in _PART_OF_CODE:
    _of_no_pupil(_table, _OFF if _table.endswith("OffRoll") else _ON)


@rules(
    "AE-SC-UPN-TWICE",
    fields={_ON: ("upn",)},
    reads={_ON: (RETURN,)},
    message="The school has two pupils on roll with this UPN: send the pupil once, or correct one.",
    dimension=Dimension.UNIQUENESS,
)
def twice_on_a_roll(evidence: ReturnColumns) -> dict[str, Mask]:
    """``upn`` several times in one school's return."""
    rows = evidence.table(_ON)
    return {_ON: shared(groups(rows[RETURN], upns(rows["upn"]))) > 1}


@rules(
    "AE-SC-DUAL",
    fields={_ON: ("upn", "enrolstatus")},
    reads=_DUAL,
    message="The pupil is on the rolls of two schools in one term, and they are not one main and "
    "otherwise subsidiary registrations: agree with the other school which is which.",
)
def dual_registration(evidence: ReturnColumns) -> dict[str, Mask]:
    """At several schools in a term: any status but M and S, or not exactly one M.

    F and O do not count: such a pupil is registered where M or C says so.
    """
    rows = evidence.table(_ON)
    status = rows["enrolstatus"]
    at_school = ~status.isin(["F", "O"]).to_numpy(dtype=bool)
    pupils, several = _at_several_schools(evidence, at_school)
    is_main = _is(status, codes.MAIN)
    other = ~(is_main | _is(status, codes.SUBSIDIARY))
    wrong = (shared(pupils, at_school & is_main) != 1) | (shared(pupils, at_school & other) > 0)
    return {_ON: at_school & several & wrong}


@rules(
    "AE-SC-DUAL-ALONE",
    fields={_ON: ("upn", "enrolstatus")},
    reads=_DUAL,
    message="The pupil is registered at two schools, and no other school here tells so: ask the "
    "other school, unless it is another authority's.",
    dimension=Dimension.COMPLETENESS,
)
def dual_at_one_school(evidence: ReturnColumns) -> dict[str, Mask]:
    """M or S, and no other school has the pupil on roll in the term."""
    rows = evidence.table(_ON)
    dual = rows["enrolstatus"].isin([codes.MAIN, codes.SUBSIDIARY]).to_numpy(dtype=bool)
    known = groups(termly(evidence, _ON), upns(rows["upn"]), of_return(evidence, _ON, "urn")) >= 0
    _, several = _at_several_schools(evidence, np.ones(len(rows), dtype=bool))
    return {_ON: dual & known & ~several}


@rules(
    "AE-SC-ONE-UPN-TWO-PUPILS",
    fields={_ON: ("upn", "dob", "sex")},
    message="Pupils who differ by date of birth or sex have one UPN: correct the UPN, or what is "
    "told of the pupil.",
    dimension=Dimension.ACCURACY,
)
def one_number_two_pupils(evidence: ReturnColumns) -> dict[str, Mask]:
    """One ``upn`` with several dates of birth or sexes, at any schools and terms."""
    rows = evidence.table(_ON)
    upn = groups(upns(rows["upn"]))
    return {_ON: _differ(upn, rows["dob"]) | _differ(upn, rows["sex"])}


@rules(
    "AE-SC-ONE-PUPIL-TWO-UPNS",
    fields={_ON: ("upn",)},
    reads={_ON: ("surname", "forename", "dob", RETURN), **RETURNS},
    message="Pupils of the same names and date of birth have different UPNs in one term: if it is "
    "one pupil, keep the UPN that was given first and tell the other as the former one.",
    dimension=Dimension.UNIQUENESS,
)
def one_pupil_two_numbers(evidence: ReturnColumns) -> dict[str, Mask]:
    """One name and ``dob`` with several ``upn`` in a term; however the name is spelt in case."""
    rows = evidence.table(_ON)
    names = (rows[name].str.casefold() for name in ("surname", "forename"))
    return {_ON: _differ(groups(termly(evidence, _ON), rows["dob"], *names), upns(rows["upn"]))}


@rules(
    "AE-SC-LEFT-ON-ROLL",
    fields={_ON: ("upn", "entrydate"), _OFF: ("upn", "leavingdate")},
    reads={_ON: (RETURN,), _OFF: (RETURN,)},
    message="The school has the pupil both on roll and as having left, and the pupil did not come "
    "back after leaving: correct the dates, or remove one of the two.",
)
def left_and_on_roll(evidence: ReturnColumns) -> dict[str, Mask]:
    """On roll since before the day of leaving, in one school's return.

    Who enters again on the day of leaving, or after it, is rightly both.
    """
    on, off = evidence.table(_ON), evidence.table(_OFF)
    numbers = groups(
        pd.concat([on[RETURN], off[RETURN]], ignore_index=True),
        upns(pd.concat([on["upn"], off["upn"]], ignore_index=True)),
    )
    keys = pd.Series(numbers, dtype="Int64").mask(numbers < 0)
    stays, left = keys[: len(on)], keys[len(on) :].reset_index(drop=True)
    leaving = off["leavingdate"].groupby(left).max()
    entry = on["entrydate"].groupby(stays).min()
    return {
        _ON: on["entrydate"] < told(stays, leaving.index.to_series(), leaving),
        _OFF: off["leavingdate"] > told(left, entry.index.to_series(), entry),
    }


@rules(
    "AE-SC-LATER",
    fields={_ON: ("entrydate",), _OFF: ("leavingdate",)},
    reads={_ON: (RETURN,), _OFF: (RETURN,), "SchoolCensus": (RETURN, "referencedate")},
    spares={_OFF: (RETURN, "leavingdate")},
    message="The pupil enters or leaves after the day of the census: correct the date, or leave it "
    "to the next census.",
    dimension=Dimension.ACCURACY,
)
def after_the_census(evidence: ReturnColumns) -> dict[str, Mask]:
    """``entrydate`` of a pupil on roll, ``leavingdate`` of one who left, after the census day."""
    return {
        table: evidence.table(table)[column] > of_return(evidence, table, "referencedate")
        for table, column in ((_ON, "entrydate"), (_OFF, "leavingdate"))
        if evidence.given(table, RETURN, column)
    }


def _astray(keys: pd.Series[Any], known: pd.Series[Any]) -> pd.Series[bool]:
    """Keys that are not among those known; an empty key is rejected anyway."""
    return keys.notna() & ~stands_in(keys, known)


def _is(values: pd.Series[Any], value: str) -> NDArray[np.bool_]:
    return values.eq(value).to_numpy(dtype=bool, na_value=False)


def _at_several_schools(
    evidence: ReturnColumns, among: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """A number for each pupil and term, and whether rows of several schools have it."""
    rows = evidence.table(_ON)
    pupils = groups(termly(evidence, _ON), upns(rows["upn"]))
    pupils = np.where(among, pupils, -1)
    return pupils, _differ(pupils, of_return(evidence, _ON, "urn"))


def _differ(numbers: NDArray[np.int64], values: pd.Series[Any]) -> NDArray[np.bool_]:
    """Rows with a number whose rows have several values; a null value is none."""
    known = values.notna().to_numpy(dtype=bool) & (numbers >= 0)
    distinct = values[known].groupby(numbers[known]).nunique()
    several = distinct.index[distinct > 1].to_numpy(dtype=np.int64)
    found: NDArray[np.bool_] = np.isin(numbers, several) & (numbers >= 0)
    return found
