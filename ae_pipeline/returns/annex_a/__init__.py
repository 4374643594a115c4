"""Annex A: the child-level lists that Ofsted asks for. Tables, reader and rules."""

from ae_pipeline.returns.annex_a.contract import ANNEX_A

__all__ = ["ANNEX_A"]
