"""Attainment: results of each stage, qualifications by 19, and destinations. Tables and rules."""

from ae_pipeline.returns.attainment.contract import ATTAINMENT

__all__ = ["ATTAINMENT"]
