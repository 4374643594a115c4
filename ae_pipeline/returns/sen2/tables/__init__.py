"""The tables of SEN2 as Pandera models: the contract's columns, types, codes and keys.

Fields have the names of the XML; COLLECT's flat export writes them in lower case and adds ids. A
row is known by the id that COLLECT gave it, or in XML by its number in the drop; a need by its plan
and type. Not here: rules
about more than one cell (``rules``).

A row is rejected where it cannot be told whose it is, a person without a usable date of birth, a
plan without the day it began, a need without its type, and where the end of a span of time cannot
be read. Everywhere else the cell is blanked in the row that is kept.
"""

from ae_pipeline.returns.sen2.tables.persons import SEN2, Assessment, Person, Requests
from ae_pipeline.returns.sen2.tables.plans import (
    ActivePlans,
    NamedPlan,
    PlacementDetail,
    PlanDetail,
    SENneed,
)

__all__ = [
    "SEN2",
    "ActivePlans",
    "Assessment",
    "NamedPlan",
    "Person",
    "PlacementDetail",
    "PlanDetail",
    "Requests",
    "SENneed",
]
