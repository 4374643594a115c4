"""Rules of the workforce return over rows, tables and years. All are the house's.

``posts`` holds what is asked of roles alike in the census and in the staff records. Not here: rules
that a row answers by itself (``workforce.rules``).
"""

from __future__ import annotations

from ae_pipeline.returns.workforce.cross_rules.census import rules as census
from ae_pipeline.returns.workforce.cross_rules.posts import rules as posts
from ae_pipeline.returns.workforce.cross_rules.staff import rules as staff

FAMILIES = (posts, census, staff)
"""Every family of rules."""
