"""Facts of special educational needs: requests and assessments, plans, where people are placed.

Here: names, columns and types; codes are SEN2's. Not here: how they are built
(``returns.sen2.facts``).
"""

from __future__ import annotations

import sqlalchemy as sa

from ae_pipeline.schema.base import facts, person_id

ehc_request = facts(
    "ehc_request",
    person_id(nullable=True),
    sa.Column("received", sa.Date, nullable=False, comment="day from which the 20 weeks run"),
    sa.Column("outcome", sa.Text, nullable=False, comment="Y, N, A, W; H: no export read tells"),
    sa.Column("decided", sa.Date, comment="day the decision was told; null unless Y, N or W"),
    sa.Column("mediation", sa.Boolean, nullable=False, comment="about request or assessment"),
    sa.Column("tribunal", sa.Boolean, nullable=False, comment="about request or assessment"),
    sa.Column(
        "assessment_outcome",
        sa.Text,
        comment="Y plan issued, N not, A awaited, W withdrawn; H: no export read tells; null: none",
    ),
    sa.Column("assessed", sa.Date, comment="plan issued or told no plan; null while it is not"),
    sa.Column("exception", sa.Boolean, nullable=False, comment="to the limit of 20 weeks"),
    comment="One row is one request for an EHC needs assessment, and the assessment that followed.",
)

ehc_plan = facts(
    "ehc_plan",
    person_id(nullable=True),
    sa.Column("started", sa.Date, nullable=False),
    sa.Column("since", sa.Date, nullable=False, comment="day it is known to be maintained here"),
    sa.Column("ceased", sa.Date, comment="first day without it; null while in force"),
    sa.Column("cease_reason", sa.Text, comment="SEN2's code 1 to 9; null where nobody told"),
    sa.Column("vanished", sa.Boolean, nullable=False, comment="in force in an export, then gone"),
    sa.Column("transferred", sa.Boolean, nullable=False, comment="issued by another authority"),
    sa.Column("need", sa.Text, comment="primary need as last told"),
    comment="One row is one education, health and care plan, from the latest export that tells it.",
)

ehc_placement = facts(
    "ehc_placement",
    person_id(nullable=True),
    sa.Column("told_on", sa.Date, nullable=False, comment="the day on which it is so"),
    sa.Column("plan_started", sa.Date, comment="null where no export tells"),
    sa.Column("need", sa.Text, comment="primary need"),
    sa.Column("urn", sa.Text, comment="of the main placement (rank 1)"),
    sa.Column("ukprn", sa.Text),
    sa.Column("setting", sa.Text, comment="SEN2's code, where no school or provider is named"),
    sa.Column("sen_unit", sa.Boolean, nullable=False),
    sa.Column("resourced", sa.Boolean, nullable=False),
    sa.Column("reviewed", sa.Date, comment="day of the last review meeting"),
    comment="One row is a plan in force on the day an export tells of, and where the person is.",
)

ehc_review = facts(
    "ehc_review",
    person_id(nullable=True),
    sa.Column("meeting", sa.Date, nullable=False),
    sa.Column("decided", sa.Date, comment="day of the letter with the decision"),
    comment="One row is a review of a plan that was the last one in some export.",
)

ehc_phase_transfer = facts(
    "ehc_phase_transfer",
    person_id(nullable=True),
    sa.Column("due", sa.Date, nullable=False, comment="15 February or 31 March of the year"),
    sa.Column("final", sa.Date, comment="day the plan for the next phase was final"),
    comment="One row is a change of phase for which a plan had to be amended by a day.",
)
