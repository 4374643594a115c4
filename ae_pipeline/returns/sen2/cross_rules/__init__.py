"""Rules of SEN2 over rows, tables and years, one module per subject. All are the house's.

Not here: rules that a row answers by itself (``sen2.rules``).
"""

from __future__ import annotations

from ae_pipeline.returns.sen2.cross_rules.clocks import rules as clocks
from ae_pipeline.returns.sen2.cross_rules.dates import rules as dates
from ae_pipeline.returns.sen2.cross_rules.decisions import rules as decisions
from ae_pipeline.returns.sen2.cross_rules.plans import rules as plans

FAMILIES = (decisions, clocks, dates, plans)
"""Every family of rules."""
