"""Annex A: the child-level lists that Ofsted asks for. Tables, reader and rules."""

from ae_pipeline.facts.history import every_submission
from ae_pipeline.returns.return_package import ReturnPackage

RETURN = ReturnPackage(__name__, history=every_submission(30))
