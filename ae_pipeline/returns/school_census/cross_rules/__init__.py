"""Rules of the School Census over rows, tables, schools and terms. All are the house's.

Not here: rules that a row answers by itself (``school_census.rules``).
"""

from __future__ import annotations

from ae_pipeline.returns.school_census.cross_rules.exclusions import rules as exclusions
from ae_pipeline.returns.school_census.cross_rules.needs import rules as needs
from ae_pipeline.returns.school_census.cross_rules.pupils import rules as pupils
from ae_pipeline.returns.school_census.cross_rules.sessions import rules as sessions

FAMILIES = (pupils, needs, sessions, exclusions)
"""Every family of rules."""
