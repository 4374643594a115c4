"""NCCIS: what young people do after Year 11, as the local authority tracks it. Tables and rules."""

from ae_pipeline.returns.nccis.contract import NCCIS

__all__ = ["NCCIS"]
