"""SEN2 put together: its tables' contracts, and the ``Return`` that the stages use.

Not here: a table's columns (``tables``), rules (``rules``) or reading (``reader``).
"""

from __future__ import annotations

from ae_pipeline.returns.declared import DeclaredReturn
from ae_pipeline.returns.sen2 import rules, tables
from ae_pipeline.returns.sen2.codes import SPECIFICATIONS
from ae_pipeline.returns.sen2.cross_rules import FAMILIES
from ae_pipeline.returns.sen2.reader import read_drop
from ae_pipeline.returns.years import calendar_year
from ae_pipeline.validation.contract import TableContract

CONTRACTS = {
    contract.table: contract
    for contract in (
        TableContract("SEN2", "sen2", tables.SEN2),
        TableContract("Person", "person", tables.Person, rules.PERSON),
        TableContract("Requests", "requests", tables.Requests, rules.REQUESTS),
        TableContract("Assessment", "assessment", tables.Assessment, rules.ASSESSMENT),
        TableContract("NamedPlan", "named_plan", tables.NamedPlan, rules.NAMED_PLAN),
        TableContract("PlanDetail", "plan_detail", tables.PlanDetail, rules.PLAN_DETAIL),
        TableContract("ActivePlans", "active_plans", tables.ActivePlans, rules.ACTIVE_PLANS),
        TableContract(
            "PlacementDetail", "placement_detail", tables.PlacementDetail, rules.PLACEMENT_DETAIL
        ),
        TableContract("SENneed", "sen_need", tables.SENneed),
    )
}
"""By official name, in the collector's order."""

_NOT_IN_EVERY_YEAR = (
    ("SEN2", "DSCO"),
    ("Person", "Sex"),
    ("Person", "GenderCurrent"),
    ("Requests", "RequestSource"),
    ("ActivePlans", "Res"),
    ("ActivePlans", "WBP"),
    ("ActivePlans", "ReviewMeeting"),
    ("ActivePlans", "ReviewOutcome"),
    ("ActivePlans", "ReviewDraft"),
    ("ActivePlans", "PhaseTransferDueDate"),
    ("ActivePlans", "PhaseTransferFinalDate"),
    ("PlacementDetail", "AttendancePattern"),
    ("PlacementDetail", "Res"),
    ("PlacementDetail", "WBP"),
)
SEN2 = DeclaredReturn(
    name="sen2",
    title="Education, health and care plans (SEN2)",
    contracts=CONTRACTS,
    specifications=SPECIFICATIONS,
    year_of=calendar_year,
    reader=read_drop,
    optional=frozenset(_NOT_IN_EVERY_YEAR),
    cross=FAMILIES,
    first_month=1,
)
"""Education, health and care plans. 2025 stands for later years until they have a schema."""
