"""The kinds of fault that can be planted, with the rule that should find each, as one table.

Here: data. Where a contract decides otherwise about a code or severity, this is the only place to
change. Not here: planting (``faults``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ae_city.care.ssda903 import written
from ae_city.people import check_letter
from ae_pipeline.validation.findings import Severity

Row = Mapping[str, str]
_REJECT, _WARN = Severity.REJECT, Severity.WARN
_UPN_LENGTH = 13


@dataclass(frozen=True)
class Kind:
    """A kind of fault.

    Attributes:
        table: file name without its ending.
        column: official column that is made wrong; empty where it is the row as a whole.
        rule: code that should be found: the collector's, or one of the house (``AE-…``).
        change: what the column says instead, from the row as it was.
        where: rows that it can be planted in and shows on.
        copied: a second row like this one, with the change, is the fault.
        since: start year of the first specification that has the rule.
    """

    name: str
    table: str
    column: str
    rule: str
    severity: Severity
    change: Callable[[Row], str] | None
    where: Callable[[Row], bool]
    copied: bool = False
    since: int = 0


def _written(name: str, table: str, column: str, rule: str, severity: Severity, value: str) -> Kind:
    """A cell that says something, made to say something wrong."""
    return Kind(
        name, table, column, rule, severity, lambda _row: value, lambda row: bool(row[column])
    )


def _day(text: str) -> date:
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))


def _before(column: str) -> Callable[[Row], str]:
    """Five days before another column's day."""
    return lambda row: written(_day(row[column]) - timedelta(days=5))


def _wrong_letter(row: Row) -> str:
    digits = row["UPN"][1:]
    other = "A" if check_letter(digits) != "A" else "B"
    return other + digits


def _other(column: str, one: str, two: str) -> Callable[[Row], str]:
    """Another value than the row has, of two."""
    return lambda row: two if row[column] == one else one


def _any(_row: Row) -> bool:
    return True


def _ended(row: Row) -> bool:
    return bool(row["DEC"] and row["REC"])


def _open(row: Row) -> bool:
    return not row["DEC"]


def _placed_with_a_provider(row: Row) -> bool:
    return bool(row["PLACE_PROVIDER"]) and row["PLACE"] != "P1"


KINDS = (
    _written("date of birth that is no date", "header", "DOB", "102", _REJECT, "31/02/2012"),
    _written("sex not in the list", "header", "SEX", "101", _WARN, "X"),
    _written("ethnicity not in the list", "header", "ETHNIC", "103", _WARN, "WXYZ"),
    Kind("UPN with a wrong check letter", "header", "UPN", "168", _WARN, _wrong_letter,
         lambda row: len(row["UPN"]) == _UPN_LENGTH),
    Kind("second header of a child that disagrees", "header", "ETHNIC", "INT32", _REJECT,
         _other("ETHNIC", "WBRI", "MOTH"), _any, copied=True),
    _written("episode start that is no date", "episodes", "DECOM", "141", _REJECT, "31/06/2024"),
    Kind("episode end that is no date", "episodes", "DEC", "147", _REJECT,
         lambda _row: "30/02/2025", _ended),
    Kind("episode that ends before it starts", "episodes", "DEC", "356", _REJECT,
         _before("DECOM"), _ended),
    Kind("episode end without a reason", "episodes", "REC", "148", _REJECT, lambda _row: "",
         _ended),
    Kind("reason for an end that is not there", "episodes", "REC", "148", _REJECT,
         lambda _row: "E8", _open),
    _written("reason for new episode not in the list", "episodes", "RNE", "143", _REJECT, "Q"),
    _written("legal status not in the list", "episodes", "LS", "144", _REJECT, "C9"),
    _written("category of need not in the list", "episodes", "CIN", "145", _WARN, "N11"),
    _written("placement not in the list", "episodes", "PLACE", "146", _REJECT, "U9"),
    _written("provider not in the list", "episodes", "PLACE_PROVIDER", "178", _WARN, "PR9"),
    Kind("parents as provider elsewhere", "episodes", "PLACE_PROVIDER", "550", _WARN,
         lambda _row: "PR0", _placed_with_a_provider),
    Kind("reason for the end not in the list", "episodes", "REC", "149", _REJECT,
         lambda _row: "E99", _ended),
    _written("reason for the change not in the list", "episodes", "REASON_PLACE_CHANGE", "1009",
             _WARN, "MOVED"),
    _written("home postcode that is none", "episodes", "HOME_POST", "392c", _WARN, "PL1"),
    _written("placement postcode that is none", "episodes", "PL_POST", "392c", _WARN, "12 PLQ"),
    _written("Ofsted number that is none", "episodes", "URN", "1008", _WARN, "SC12"),
    Kind("episode of nobody", "episodes", "CHILD", "AE-KEY-MISSING", _REJECT, lambda _row: "",
         _any),
    Kind("episode given twice", "episodes", "", "AE-DUPLICATE", _REJECT, None, _any, copied=True),
    Kind("second version of an episode", "episodes", "CIN", "AE-KEY-CONFLICT", _REJECT,
         _other("CIN", "N1", "N5"), _any, copied=True),
    _written("end of unaccompanied status that is no date", "uasc", "DUC", "104", _WARN,
             "29/02/2027"),
    _written("review that is no date", "reviews", "REVIEW", "166", _REJECT, "31/11/2024"),
    _written("participation not in the list", "reviews", "REVIEW_CODE", "167", _WARN, "PN9"),
    Kind("review of nobody", "reviews", "CHILD", "AE-KEY-MISSING", _REJECT, lambda _row: "", _any),
    Kind("review given twice", "reviews", "", "AE-DUPLICATE", _REJECT, None, _any, copied=True),
    _written("score beyond the questionnaire", "oc2", "SDQ_SCORE", "180", _WARN, "41"),
    _written("reason for no score not in the list", "oc2", "SDQ_REASON", "196", _WARN, "SDQ9"),
    _written("dental check that is neither yes nor no", "oc2", "TEETH_CHECK", "181", _WARN, "2"),
    Kind("second outcomes of a child that disagree", "oc2", "IMMUNISATIONS", "INT33", _REJECT,
         _other("IMMUNISATIONS", "1", "0"), _any, copied=True),
    _written("in touch not in the list", "oc3", "IN_TOUCH", "131", _REJECT, "MAYBE"),
    _written("activity not in the list", "oc3", "ACTIV", "132", _REJECT, "Q9"),
    _written("accommodation not in the list", "oc3", "ACCOM", "133", _REJECT, "Q1"),
    _written("missing or away not in the list", "missing", "MISSING", "1006", _WARN, "Q"),
    Kind("found before going missing", "missing", "MIS_END", "567", _REJECT, _before("MIS_START"),
         lambda row: bool(row["MIS_END"])),
    _written("previous permanence not in the list", "previous_permanence", "PREV_PERM", "631",
             _WARN, "P9"),
    _written("worker number of another form", "sw_episodes", "SW_ID", "SW02STG1", _WARN, "ZZ1"),
    Kind("worker who left before coming", "sw_episodes", "SW_DEC", "SW18STG2", _REJECT,
         _before("SW_DECOM"), lambda row: bool(row["SW_DEC"]), since=2025),
)  # fmt: skip
"""Every kind that can be planted."""
