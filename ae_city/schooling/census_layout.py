"""The School Census's files by term: columns, and what files and ids call each table.

Not here: what stands in them (``school_census``, ``census_pupils``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ae_city.systems import Export

AUTUMN, SPRING, SUMMER = "AUT", "SPR", "SUM"
SEASONS = {AUTUMN: "autumn", SPRING: "spring", SUMMER: "summer"}
_ONLY_IN = {
    "ethnicity": {SPRING},
    "youngcarer": {SPRING},
    "expandedhours": {SUMMER},
    "ncyearleaving": {AUTUMN},
}
_TABLES_ONLY_IN = {"SENNeeds": {SPRING}, "AddressesOffRoll": {AUTUMN}}
_ON_ROLL = (
    "pupilonrolltableid", "NativeId", "schoolcensustableid", "upn", "formerupn", "surname",
    "forename", "uniquelearnernumber", "dob", "sex", "ethnicity", "language", "entrydate",
    "enrolstatus", "ncyearactual", "parttime", "boarder", "senprovision", "senunitindicator",
    "resourcedprovisionindicator", "termlysessionspossible", "servicechild", "plaa", "youngcarer",
    "topupfunding", "schoollunchtaken", "hoursatsetting", "fundedhours", "extendedhours",
    "expandedhours", "eyppr", "eyppbf", "dafindicator",
)  # fmt: skip
_OFF_ROLL = (
    "pupilnolongeronrolltableid", "NativeId", "schoolcensustableid", "upn", "formerupn", "surname",
    "forename", "uniquelearnernumber", "dob", "sex", "ethnicity", "language", "entrydate",
    "leavingdate", "parttime", "boarder", "ncyearleaving", "termlysessionspossible",
)  # fmt: skip
_COLUMNS = {"PupilOnRoll": _ON_ROLL, "PupilNoLongerOnRoll": _OFF_ROLL}

PLANTABLE: dict[str, tuple[str, ...]] = {
    "SchoolCensus": ("lea", "estab", "term", "referencedate"),
    "School": ("phase", "lowestncyeargroup", "highestncyeargroup"),
    "PupilOnRoll": (
        "upn", "surname", "forename", "dob", "sex", "language", "entrydate", "enrolstatus",
        "ncyearactual", "parttime", "boarder", "senprovision", "termlysessionspossible",
        "servicechild", "plaa", "topupfunding", "schoollunchtaken",
    ),
    "PupilNoLongerOnRoll": (
        "upn", "surname", "forename", "dob", "sex", "language", "leavingdate",
        "termlysessionspossible",
    ),
    "AddressesOnRoll": ("postcode",),
    "FSMPeriod": ("fsmstartdate", "ukcountry"),
    "SENNeeds": ("sentype", "sentyperank"),
    "TermlySessionDetailsOnRoll": ("attendancereason", "sessions"),
    "TermlySessionDetailsOffRoll": ("attendancereason", "sessions"),
    "TermlyExclusionsOnRoll": ("startdate", "sessions", "category", "reason1", "senprovision"),
    "TermlyExclusionsOffRoll": ("startdate", "sessions", "category", "reason1", "senprovision"),
    "APProvisionDetailOnRoll": ("prevurn", "apreason", "senprovisionentry"),
    "SchoolArrangedAPDetailOnRoll": (
        "urn", "entrydate", "apsessionsperweek", "apsettingtype", "placementreason",
        "apattendancepattern",
    ),
}  # fmt: skip
COPYABLE = frozenset(PLANTABLE) - {"SchoolCensus", "PupilOnRoll", "PupilNoLongerOnRoll"}
"""Tables that no other table's rows hang on."""


def in_term(tables: Export, term: str) -> Export:
    """The tables and columns that a term's files have, in their order."""
    made = {}
    for table, rows in tables.items():
        if term not in _TABLES_ONLY_IN.get(table, {term}):
            continue
        names = _COLUMNS.get(table, tuple(rows.columns))
        kept = [name for name in names if term in _ONLY_IN.get(name, {term})]
        made[table] = rows.reindex(columns=kept).astype("str").reset_index(drop=True)
    return made


def stems(term: str) -> dict[str, str]:
    """What files and ids call tables where that is not their name."""
    if term == AUTUMN:
        return {"FSMPeriod": "FSMPeriodsOnRoll"}
    return {"AddressesOnRoll": "Addresses"}
