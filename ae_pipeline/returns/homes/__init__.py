"""Homes and sufficiency: where children can live, learn and have a break, and what it costs."""

from ae_pipeline.returns.homes.contract import HOMES

__all__ = ["HOMES"]
