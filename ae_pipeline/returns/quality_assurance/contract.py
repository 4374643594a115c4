"""The quality assurance return put together: contracts of its tables, and the ``Return``.

Not here: a table's columns (``tables``) or rules (``rules``).
"""

from __future__ import annotations

from ae_pipeline.returns.local import local_return
from ae_pipeline.returns.quality_assurance import rules, tables
from ae_pipeline.validation.contract import TableContract

QUALITY_ASSURANCE = local_return(
    "quality_assurance",
    "Quality assurance",
    (
        TableContract("Audits", "audits", tables.Audits, rules.AUDITS),
        TableContract("Moderation", "moderation", tables.Moderation),
        TableContract("Actions", "actions", tables.Actions, rules.ACTIONS),
        TableContract("Complaints", "complaints", tables.Complaints, rules.COMPLAINTS),
        TableContract("Compliments", "compliments", tables.Compliments),
        TableContract("Participation", "participation", tables.Participation, rules.PARTICIPATION),
        TableContract("TenWishes", "ten_wishes", tables.TenWishes, rules.TEN_WISHES),
        TableContract("Allegations", "allegations", tables.Allegations, rules.ALLEGATIONS),
        TableContract("OutOfHours", "out_of_hours", tables.OutOfHours, rules.OUT_OF_HOURS),
    ),
)
"""Audits, complaints, what children say, allegations and the service out of hours."""
