"""Each rule of the workforce return: rows that break it, pass it, and stand on its edge."""

import pytest
from local_rows import broken, judged

from ae_pipeline.returns.workforce.contract import WORKFORCE

GOOD = {
    "Header": {
        "Year": "2025",
        "Collection": "CSWW",
        "ReferenceDate": "2025-09-30",
        "LEA": "879",
        "SourceLevel": "L",
    },
    "LALevelVacancies": {
        "VacanciesID": "1",
        "NumberOfVacancies": "25.00",
        "NoAgencyFTE": "16.70",
        "NoAgencyHeadcount": "17",
    },
    "CSWWWorker": {
        "AgencyWorker": "0",
        "SWENo": "SW0000123456",
        "FTE": "0.8",
        "PersonBirthDate": "1990-05-17",
        "Sex": "F",
        "Ethnicity": "WBRI",
        "QualLevel": "2",
        "StepUpGrad": "0",
        "OrgRole": "5",
        "RoleStartDate": "2019-09-02",
        "StartOrigin": "1",
        "FTE30": "0.8",
        "Cases30": "15",
        "WorkingDaysLost": "3.5",
        "FrontlineGrad": "0",
        "Absat30Sept": "0",
        "CFKSSstatus": "2",
    },
    "Workers": {
        "worker_id": "SW123456",
        "role_start": "02/09/2019",
        "contract": "PERMANENT",
        "fte": "0.8",
        "org_role": "5",
        "team": "Front Door",
        "career_stage": "2",
        "date_of_birth": "17/05/1990",
        "sex": "F",
        "ethnicity": "WBRI",
        "start_origin": "1",
    },
    "Vacancies": {
        "as_at": "30/09/2025",
        "team": "Front Door",
        "posts_fte": "12.5",
        "vacant_fte": "2.5",
        "agency_cover_fte": "1.5",
    },
    "Absence": {
        "worker_id": "SW123456",
        "absence_start": "03/03/2025",
        "absence_end": "07/03/2025",
        "absence_reason": "SIC",
        "days_lost": "5",
    },
    "Caseload": {
        "as_at": "30/09/2025",
        "worker_id": "SW123456",
        "cases": "15",
        "caseload_fte": "0.8",
    },
    "Supervision": {
        "worker_id": "SW123456",
        "supervision_due": "03/03/2025",
        "supervision_held": "04/03/2025",
        "supervision_kind": "CASE",
        "supervision_grade": "GOOD",
    },
}
"""One row of each table that breaks no rule."""


@pytest.mark.parametrize("table", GOOD)
def test_a_good_row_of_every_table_breaks_nothing(table):
    assert broken(WORKFORCE, table, GOOD[table]) == set()


def test_every_table_has_a_good_row_here():
    assert set(GOOD) == set(WORKFORCE.tables)


@pytest.mark.parametrize(
    ("table", "changed", "rules"),
    [
        # a role may end on the day it began, and not before
        ("Workers", {"role_end": "02/09/2019"}, {"AE-WORKER-LEAVER"}),
        ("Workers", {"role_end": "01/09/2019"}, {"AE-WORKER-DATES", "AE-WORKER-LEAVER"}),
        (
            "Workers",
            {"role_end": "31/08/2025", "destination": "1", "leaving_reason": "1"},
            set(),
        ),
        ("Workers", {"role_end": "31/08/2025", "destination": "1"}, {"AE-WORKER-LEAVER"}),
        ("Workers", {"role_end": "31/08/2025", "contract": "AGENCY"}, set()),
        ("Workers", {"destination": "1"}, {"AE-WORKER-NOT-LEFT"}),
        # 18 on the first day of the role; one day short of it
        ("Workers", {"date_of_birth": "02/09/2001"}, set()),
        ("Workers", {"date_of_birth": "03/09/2001"}, {"AE-WORKER-AGE"}),
        ("Workers", {"date_of_birth": None}, set()),
        ("Vacancies", {"vacant_fte": "12.5"}, set()),
        ("Vacancies", {"vacant_fte": "12.6"}, {"AE-VACANCY-POSTS"}),
        ("Vacancies", {"agency_cover_fte": "2.5"}, set()),
        ("Vacancies", {"agency_cover_fte": "2.6"}, {"AE-VACANCY-COVER"}),
        ("Absence", {"absence_end": "03/03/2025", "days_lost": "1"}, set()),
        ("Absence", {"absence_end": "02/03/2025"}, {"AE-ABSENCE-DATES"}),
        ("Absence", {"days_lost": "5.1"}, {"AE-ABSENCE-DAYS"}),
        ("Absence", {"absence_end": None, "days_lost": "300"}, set()),
        ("Caseload", {"caseload_fte": "0"}, {"AE-CASELOAD-FTE"}),
        ("Caseload", {"caseload_fte": "0", "cases": "0"}, set()),
        ("Supervision", {"supervision_held": None}, {"AE-SUPERVISION-GRADE"}),
        ("Supervision", {"supervision_held": None, "supervision_grade": None}, set()),
        ("CSWWWorker", {"SWENo": "SW123456"}, {"AE-CSWW-SWENO"}),
        ("CSWWWorker", {"SWENo": "sw0000123456"}, set()),
        ("CSWWWorker", {"Sex": None}, {"AE-CSWW-SEX"}),
        ("CSWWWorker", {"Sex": None, "GenderCurrent": "2"}, set()),
        ("CSWWWorker", {"PersonBirthDate": "2001-09-02"}, set()),
        ("CSWWWorker", {"PersonBirthDate": "2001-09-03"}, {"AE-CSWW-AGE"}),
        (
            "CSWWWorker",
            {"RoleEndDate": "2025-08-31", "Cases30": None, "FTE30": None},
            {"AE-CSWW-LEAVER"},
        ),
        (
            "CSWWWorker",
            {"RoleEndDate": "2025-08-31", "LeaverDestination": "1", "ReasonLeave": "1"},
            {"AE-CSWW-CASES"},
        ),
        ("CSWWWorker", {"FTE30": "0"}, {"AE-CSWW-CASES"}),
        ("CSWWWorker", {"FTE30": "0", "Cases30": "0"}, set()),
        ("CSWWWorker", {"ReasonLeave": "1"}, {"AE-CSWW-NOT-LEFT"}),
        ("CSWWWorker", {"Absat30Sept": "1"}, {"AE-CSWW-ABSENT"}),
        ("CSWWWorker", {"Absat30Sept": "1", "ReasonAbsence": "SIC"}, set()),
        ("CSWWWorker", {"ReasonAbsence": "SIC"}, {"AE-CSWW-PRESENT"}),
        (
            "CSWWWorker",
            {
                "RoleEndDate": "2019-09-01",
                "LeaverDestination": "1",
                "ReasonLeave": "1",
                "Cases30": "0",
            },
            {"AE-CSWW-DATES"},
        ),
        # cells
        ("CSWWWorker", {"AgencyWorker": None}, {"AE-CODE-REJECT"}),
        ("CSWWWorker", {"FTE": "1.1"}, {"AE-NUMBER"}),
        ("CSWWWorker", {"Ethnicity": "WROM"}, {"AE-CODE"}),
        ("CSWWWorker", {"RoleStartDate": None}, {"AE-KEY-MISSING"}),
        ("Header", {"LEA": "87"}, {"AE-TEXT"}),
        ("LALevelVacancies", {"NumberOfVacancies": None}, {"AE-NUMBER-REJECT"}),
        ("Workers", {"role_end": "31/02/2025"}, {"AE-DATE-REJECT"}),
        ("Workers", {"contract": "ZERO_HOURS"}, {"AE-CODE-REJECT"}),
    ],
)
def test_a_changed_row_breaks_exactly_these_rules(table, changed, rules):
    assert broken(WORKFORCE, table, GOOD[table], **changed) == rules


def test_a_role_that_ends_before_it_begins_is_quarantined_and_a_young_worker_is_kept():
    ends = {"role_end": "01/09/2019", "destination": "1", "leaving_reason": "1"}
    verdict = judged(
        WORKFORCE,
        "Workers",
        {**GOOD["Workers"], **ends},
        {**GOOD["Workers"], "worker_id": "SW2", "date_of_birth": "03/09/2001"},
    )
    assert list(verdict.quarantined["worker_id"]) == ["SW123456"]
    assert list(verdict.accepted["worker_id"]) == ["SW2"]
