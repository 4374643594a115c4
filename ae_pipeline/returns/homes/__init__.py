"""Homes and sufficiency: where children can live, learn and have a break, and what it costs."""

from ae_pipeline.returns.return_package import ReturnPackage

RETURN = ReturnPackage(__name__)
