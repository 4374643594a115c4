"""The workforce return put together: its tables' contracts, and the ``Return`` that stages use.

Not here: a table's columns (``tables``), rules (``rules``) or reading (``reader``).
"""

from __future__ import annotations

from ae_pipeline.returns.declared import DeclaredReturn
from ae_pipeline.returns.workforce.codes import SPECIFICATIONS
from ae_pipeline.returns.workforce.cross_rules import FAMILIES
from ae_pipeline.returns.workforce.reader import reader_of
from ae_pipeline.returns.workforce.rules import census as census_rules
from ae_pipeline.returns.workforce.rules import staff as staff_rules
from ae_pipeline.returns.workforce.tables import census, staff
from ae_pipeline.returns.years import workforce_year
from ae_pipeline.validation.contract import TableContract

_TITLE = "Children's social work workforce"
CENSUS = {
    contract.table: contract
    for contract in (
        TableContract("Header", "header", census.Header),
        TableContract("LALevelVacancies", "la_level_vacancies", census.LALevelVacancies),
        TableContract("CSWWWorker", "csww_worker", census.CSWWWorker, census_rules.CSWW_WORKER),
    )
}
"""Tables of the yearly census."""
STAFF = {
    contract.table: contract
    for contract in (
        TableContract("Workers", "workers", staff.Workers, staff_rules.WORKERS),
        TableContract("Vacancies", "vacancies", staff.Vacancies, staff_rules.VACANCIES),
        TableContract("Absence", "absence", staff.Absence, staff_rules.ABSENCE),
        TableContract("Caseload", "caseload", staff.Caseload, staff_rules.CASELOAD),
        TableContract("Supervision", "supervision", staff.Supervision, staff_rules.SUPERVISION),
    )
}
"""Tables of the monthly staff records."""

WORKFORCE = DeclaredReturn(
    name="workforce",
    title=_TITLE,
    contracts={**CENSUS, **STAFF},
    specifications=SPECIFICATIONS,
    year_of=workforce_year,
    reader=reader_of(CENSUS, STAFF, _TITLE),
    optional=frozenset({("CSWWWorker", "GenderCurrent"), ("CSWWWorker", "Sex")}),
    cross=FAMILIES,
    first_month=10,
)
"""Social workers; a census asks for gender or for sex, never for both."""
