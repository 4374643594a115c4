"""NCCIS: what young people do after Year 11, as the local authority tracks it. Tables and rules."""

from ae_pipeline.facts.history import every_submission
from ae_pipeline.returns.return_package import ReturnPackage

# In January the last winter that is over began in the December of 13 months ago.
RETURN = ReturnPackage(__name__, history=every_submission(15))
