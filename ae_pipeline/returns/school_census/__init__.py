"""School Census: pupils of the authority's state schools, three times a year."""

from ae_pipeline.returns.school_census.contract import SCHOOL_CENSUS

__all__ = ["SCHOOL_CENSUS"]
