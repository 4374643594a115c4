"""Attainment: results of each stage, qualifications by 19, and destinations. Tables and rules."""

from ae_pipeline.returns.return_package import ReturnPackage

RETURN = ReturnPackage(__name__)
