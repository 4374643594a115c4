"""SSDA903: the children looked after return. Tables, reader and rules."""

from ae_pipeline.returns.ssda903.contract import SSDA903

__all__ = ["SSDA903"]
