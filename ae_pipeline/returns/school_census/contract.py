"""The School Census put together: its tables' contracts, and the ``Return`` the stages use.

Not here: a table's columns (``tables``), rules (``rules``) or reading (``reader``).
"""

from __future__ import annotations

from ae_pipeline.returns.declared import DeclaredReturn
from ae_pipeline.returns.school_census import rules, tables
from ae_pipeline.returns.school_census.codes import SPECIFICATIONS
from ae_pipeline.returns.school_census.cross_rules import FAMILIES
from ae_pipeline.returns.school_census.reader import read_drop
from ae_pipeline.returns.years import academic_year
from ae_pipeline.validation.contract import TableContract

CONTRACTS = {
    contract.table: contract
    for contract in (
        TableContract("SchoolCensus", "school_census", tables.SchoolCensus),
        TableContract("School", "school", tables.School),
        TableContract("PupilOnRoll", "pupil_on_roll", tables.PupilOnRoll, rules.ON_ROLL),
        TableContract(
            "PupilNoLongerOnRoll",
            "pupil_no_longer_on_roll",
            tables.PupilNoLongerOnRoll,
            rules.OFF_ROLL,
        ),
        TableContract("AddressesOnRoll", "addresses_on_roll", tables.AddressesOnRoll),
        TableContract("AddressesOffRoll", "addresses_off_roll", tables.AddressesOffRoll),
        TableContract("FSMPeriod", "fsm_period", tables.FSMPeriod, rules.FSM_PERIOD),
        TableContract("SENNeeds", "sen_needs", tables.SENNeeds),
        TableContract(
            "TermlySessionDetailsOnRoll",
            "termly_session_details_on_roll",
            tables.TermlySessionDetailsOnRoll,
        ),
        TableContract(
            "TermlySessionDetailsOffRoll",
            "termly_session_details_off_roll",
            tables.TermlySessionDetailsOffRoll,
        ),
        TableContract(
            "TermlyExclusionsOnRoll",
            "termly_exclusions_on_roll",
            tables.TermlyExclusionsOnRoll,
            rules.EXCLUSIONS_ON_ROLL,
        ),
        TableContract(
            "TermlyExclusionsOffRoll",
            "termly_exclusions_off_roll",
            tables.TermlyExclusionsOffRoll,
            rules.EXCLUSIONS_OFF_ROLL,
        ),
        TableContract(
            "APProvisionDetailOnRoll", "ap_provision_on_roll", tables.APProvisionDetailOnRoll
        ),
        TableContract(
            "APProvisionDetailOffRoll", "ap_provision_off_roll", tables.APProvisionDetailOffRoll
        ),
        TableContract(
            "SchoolArrangedAPDetailOnRoll",
            "school_arranged_ap_on_roll",
            tables.SchoolArrangedAPDetailOnRoll,
            rules.AP_ON_ROLL,
        ),
        TableContract(
            "SchoolArrangedAPDetailOffRoll",
            "school_arranged_ap_off_roll",
            tables.SchoolArrangedAPDetailOffRoll,
            rules.AP_OFF_ROLL,
        ),
    )
}
"""By official name, in the collector's order."""

_SOME_TERMS = {
    "PupilOnRoll": (
        "ethnicity", "youngcarer", "expandedhours", "termlysessionsauthorised",
        "termlysessionsunauthorised", "eyppr", "eyppbf", "senunitindicator",
        "resourcedprovisionindicator",
    ),
    "PupilNoLongerOnRoll": (
        "ethnicity", "ncyearleaving", "termlysessionsauthorised", "termlysessionsunauthorised",
    ),
}  # fmt: skip
SCHOOL_CENSUS = DeclaredReturn(
    name="school_census",
    title="School Census",
    contracts=CONTRACTS,
    specifications=SPECIFICATIONS,
    year_of=academic_year,
    reader=read_drop,
    optional=frozenset(
        (table, column) for table, columns in _SOME_TERMS.items() for column in columns
    ),
    cross=FAMILIES,
    first_month=9,
)
"""Pupils of state schools in autumn, spring and summer; 2022-23 stands for years before it."""
