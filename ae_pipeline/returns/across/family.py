"""A family of rules that the house alone has: its codes are the house's, in every year."""

from __future__ import annotations

from ae_pipeline.returns.statutory.evidence import Evidence
from ae_pipeline.returns.statutory.rule import Family, Kind


class HouseFamily(Family[Evidence]):
    """The rules of one subject of a return, used as their decorator."""

    def kind_of(self, code: str) -> Kind:  # noqa: ARG002 - all are alike
        """A query: no collector refuses a return for a rule of the house."""
        return Kind.QUERY
