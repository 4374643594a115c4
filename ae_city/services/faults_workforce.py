"""Faults of whole rows in the exports of the personnel system. Not here: planting them."""

from __future__ import annotations

from ae_city.row_faults import RowFault
from ae_city.services.changing import (
    XML_DAYS,
    above_zero,
    both,
    day_from,
    empty,
    ends_early,
    filled,
    is_,
    nothing,
    one_more_than,
    says,
    unsaid,
)

_TEN_YEARS = -3652

ROW_FAULTS = (
    ends_early("Workers", "AE-WORKER-DATES", "role_start", "role_end"),
    RowFault(
        "Workers",
        "AE-WORKER-AGE",
        "date_of_birth",
        day_from("role_start", _TEN_YEARS),
        filled("date_of_birth"),
    ),
    unsaid("Workers", "AE-WORKER-LEAVER", "leaving_reason", given="role_end"),
    RowFault("Workers", "AE-WORKER-NOT-LEFT", "leaving_reason", says("1"), empty("role_end")),
    RowFault("Vacancies", "AE-VACANCY-POSTS", "posts_fte", says("0"), above_zero("vacant_fte")),
    RowFault(
        "Vacancies",
        "AE-VACANCY-COVER",
        "agency_cover_fte",
        one_more_than("vacant_fte"),
        filled("agency_cover_fte"),
    ),
    ends_early("Absence", "AE-ABSENCE-DATES", "absence_start", "absence_end"),
    RowFault("Absence", "AE-ABSENCE-DAYS", "days_lost", says("999"), filled("absence_end")),
    RowFault("Caseload", "AE-CASELOAD-FTE", "caseload_fte", says("0"), above_zero("cases")),
    RowFault(
        "Supervision",
        "AE-SUPERVISION-GRADE",
        "supervision_grade",
        says("GOOD"),
        empty("supervision_held"),
    ),
    RowFault(
        "CSWWWorker",
        "AE-CSWW-DATES",
        "RoleEndDate",
        day_from("RoleStartDate", -1, XML_DAYS),
        filled("RoleEndDate"),
    ),
    RowFault(
        "CSWWWorker",
        "AE-CSWW-SWENO",
        "SWENo",
        lambda rows: rows["SWENo"].str[-8:],
        filled("SWENo"),
    ),
    RowFault("CSWWWorker", "AE-CSWW-SEX", "Sex", nothing(), filled("Sex")),
    RowFault("CSWWWorker", "AE-CSWW-SEX", "GenderCurrent", nothing(), filled("GenderCurrent")),
    RowFault(
        "CSWWWorker",
        "AE-CSWW-AGE",
        "PersonBirthDate",
        day_from("RoleStartDate", _TEN_YEARS, XML_DAYS),
        filled("PersonBirthDate"),
    ),
    unsaid("CSWWWorker", "AE-CSWW-LEAVER", "ReasonLeave", given="RoleEndDate"),
    RowFault("CSWWWorker", "AE-CSWW-NOT-LEFT", "ReasonLeave", says("1"), empty("RoleEndDate")),
    RowFault("CSWWWorker", "AE-CSWW-ABSENT", "Absat30Sept", says("1"), is_("Absat30Sept", "0")),
    RowFault(
        "CSWWWorker", "AE-CSWW-PRESENT", "ReasonAbsence", says("SIC"), is_("Absat30Sept", "0")
    ),
    RowFault(
        "CSWWWorker",
        "AE-CSWW-CASES",
        "Cases30",
        says("5"),
        both(filled("RoleEndDate"), empty("Cases30")),
    ),
)
"""Every rule about more than one cell of the workforce return."""
