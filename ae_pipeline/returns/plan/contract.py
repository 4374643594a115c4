"""The plan return put together: the contract of its table, and the ``Return``.

Not here: the table's columns (``tables``) or rules (``rules``).
"""

from __future__ import annotations

from ae_pipeline.returns.local import local_return
from ae_pipeline.returns.plan import rules, tables
from ae_pipeline.validation.contract import TableContract

PLAN = local_return(
    "plan",
    "Delivery of the plan",
    (TableContract("Milestones", "milestones", tables.Milestones, rules.MILESTONES),),
)
"""How every milestone of the plan stands, month by month."""
