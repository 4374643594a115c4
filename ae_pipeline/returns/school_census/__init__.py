"""School Census: pupils of the authority's state schools, three times a year."""

from ae_pipeline.facts.history import every_submission
from ae_pipeline.returns.return_package import ReturnPackage

RETURN = ReturnPackage(__name__, history=every_submission(25))
